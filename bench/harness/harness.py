# The harness: a program is a module with run. Arguments: file, n, least iterations, least milliseconds in them.
import runpy
import sys
import time

sys.setrecursionlimit(100000)
run = runpy.run_path(sys.argv[1])["run"]
n, iterations, least_ns = int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) * 1000000
done = all_ns = 0
while done < iterations or all_ns < least_ns:
    began = time.perf_counter_ns()
    result = run(n)
    ns = time.perf_counter_ns() - began
    print("it", ns, result)
    done += 1
    all_ns += ns
with open("/proc/self/status") as status:
    for line in status:
        if line.startswith("VmHWM:"):
            print("peak", line.strip())
