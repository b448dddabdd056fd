
; The harness: stands behind a program that defines (run n). Arguments: n, least iterations, least milliseconds in them, and `peak` if the peak
; memory is asked for.
(let ((n (string->int (nth (io:args) 0)))
      (iterations (string->int (nth (io:args) 1)))
      (least-ns (* 1000000 (string->int (nth (io:args) 2)))))
  (let again ((i 0) (all-ns 0))
    (when (or (< i iterations) (< all-ns least-ns))
      (let ((began (time:monotonic))
            (result (run n))
            (ns (- (time:monotonic) began)))
        (io:print "it" ns result)
        (again (+ i 1) (+ all-ns ns)))))
  (when (= (length (io:args)) 4)
    (for-each (lambda (line) (when (starts-with? line "VmHWM:") (io:print "peak" line)))
              (string-split (io:read-file "/proc/self/status") "\n"))))
