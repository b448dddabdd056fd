
; The harness: stands behind a program that defines (run n). Arguments: n, iterations, and `peak` if the peak memory is asked for.
(let ((n (string->int (nth (io:args) 0)))
      (iterations (string->int (nth (io:args) 1))))
  (dotimes (i iterations)
    (let ((began (time:monotonic))
          (result (run n))
          (ns (- (time:monotonic) began)))
      (io:print "it" ns result)))
  (when (= (length (io:args)) 3)
    (for-each (lambda (line) (when (starts-with? line "VmHWM:") (io:print "peak" line)))
              (string-split (io:read-file "/proc/self/status") "\n"))))
