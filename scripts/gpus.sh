#!/usr/bin/env bash
# Prints the GPUs of this machine as Spark's discovery scripts do: {"name":"gpu","addresses":["0","1"]}.
# Without a driver there are none. CUDA_VISIBLE_DEVICES, where it is set, says which ones: by number or UUID.
#
#   spark.worker.resource.gpu.discoveryScript     standalone, in the worker's properties file
#   spark.executor.resource.gpu.discoveryScript   YARN and Kubernetes
set -euo pipefail

addresses=()
if command -v nvidia-smi >/dev/null 2>&1; then
  # "0, GPU-8f3b..." a line; whatever else the driver prints is passed over
  listed=$(nvidia-smi --query-gpu=index,uuid --format=csv,noheader 2>/dev/null || true)
  declare -A known=()
  while IFS=', ' read -r index uuid _; do
    if [[ $index =~ ^[0-9]+$ ]]; then
      known[$index]=1
      known[${uuid:-none}]=1
      [ -n "${CUDA_VISIBLE_DEVICES+set}" ] || addresses+=("$index")
    fi
  done <<<"$listed"
  if [ -n "${CUDA_VISIBLE_DEVICES:-}" ]; then
    IFS=', ' read -ra wanted <<<"$CUDA_VISIBLE_DEVICES"
    for each in "${wanted[@]}"; do
      # CUDA itself ends the list at the first that it does not know
      [ -n "$each" ] && [ -n "${known[$each]:-}" ] || break
      addresses+=("$each")
    done
  fi
fi

list=
for each in "${addresses[@]}"; do
  list+=${list:+,}\"$each\"
done
printf '{"name":"gpu","addresses":[%s]}\n' "$list"
