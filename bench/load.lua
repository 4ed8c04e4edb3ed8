-- Counts answers by status, and refusals that do not say when to come back; prints one JSON line.
-- With two numbers after the address every client pauses so many milliseconds between its requests.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  statuses = ""
  counts = {}
  silent = 0
  local shortest, longest = tonumber(args[1]), tonumber(args[2])
  if longest then
    function delay()
      return math.random(shortest, longest)
    end
  end
end

function response(status, headers, body)
  counts[status] = (counts[status] or 0) + 1
  if (status == 429 or status == 503) and not (headers["Retry-After"] or headers["retry-after"]) then
    silent = silent + 1
  end
  local parts = {}
  for key, value in pairs(counts) do
    table.insert(parts, '"' .. key .. '":' .. value)
  end
  statuses = table.concat(parts, ",")
end

function done(summary, latency, requests)
  local said = {}
  local silence = 0
  for _, thread in ipairs(threads) do
    table.insert(said, "{" .. thread:get("statuses") .. "}")
    silence = silence + thread:get("silent")
  end
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.3f,"p50":%.3f,"p95":%.3f,"p99":%.3f,"silent":%d,'
      .. '"broken":%d,"statuses":[%s]}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, silence,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    table.concat(said, ",")))
end
