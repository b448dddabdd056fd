# The harness: a program is a module with run. Arguments: file, n, iterations.
import runpy
import sys
import time

sys.setrecursionlimit(100000)
run = runpy.run_path(sys.argv[1])["run"]
n, iterations = int(sys.argv[2]), int(sys.argv[3])
for _ in range(iterations):
    began = time.perf_counter_ns()
    result = run(n)
    ns = time.perf_counter_ns() - began
    print("it", ns, result)
with open("/proc/self/status") as status:
    for line in status:
        if line.startswith("VmHWM:"):
            print("peak", line.strip())
