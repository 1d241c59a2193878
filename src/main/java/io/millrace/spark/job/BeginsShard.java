package io.millrace.spark.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Of members in the order of their shards, the first of each shard from a number on: the shard and
 * the path of its picture.
 */
record BeginsShard(int from) implements FlatMapFunction<Iterator<Row>, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<Row> firsts = new ArrayList<>();
    int last = -1;
    while (rows.hasNext()) {
      Member member = Member.of(rows.next());
      int shard = member.kept().shard();
      if (shard != last && shard >= from) {
        firsts.add(RowFactory.create(shard, member.image().path()));
      }

      last = shard;
    }

    return firsts.iterator();
  }
}
