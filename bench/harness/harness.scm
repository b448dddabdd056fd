;; The harness: a program's definitions become one body, so that Chez Scheme compiles it as a whole. Arguments: file, n,
;; least iterations, least milliseconds in them.
(define (read-forms file)
  (call-with-input-file file
    (lambda (port)
      (let loop ((forms '()))
        (let ((form (read port)))
          (if (eof-object? form) (reverse forms) (loop (cons form forms))))))))

(define (now-ns)
  (let ((t (current-time 'time-monotonic)))
    (+ (* 1000000000 (time-second t)) (time-nanosecond t))))

(define (print-peak)
  (call-with-input-file "/proc/self/status"
    (lambda (port)
      (let loop ((line (get-line port)))
        (cond
          ((eof-object? line) (void))
          ((and (> (string-length line) 6) (string=? (substring line 0 6) "VmHWM:")) (printf "peak ~a\n" line))
          (else (loop (get-line port))))))))

(let* ((arguments (cdr (command-line)))
       (run (eval `(let () ,@(read-forms (car arguments)) run)))
       (n (string->number (cadr arguments)))
       (iterations (string->number (caddr arguments)))
       (least-ns (* 1000000 (string->number (cadddr arguments)))))
  (let again ((i 0) (all-ns 0))
    (when (or (< i iterations) (< all-ns least-ns))
      (let* ((began (now-ns)) (result (run n)) (ns (- (now-ns) began)))
        (printf "it ~a ~a\n" ns result)
        (again (+ i 1) (+ all-ns ns)))))
  (print-peak))
