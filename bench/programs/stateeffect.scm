;; Effects: a loop of n rounds reads and writes a state by requests to whoever drives it, with one-shot continuations.
(define handler #f)

(define (perform request)
  (call/1cc (lambda (k) (handler request k))))

;; Runs the body until it performs something or ends; gives the request and the continuation, or #f twice.
(define (run-until thunk)
  (call/1cc (lambda (return)
              (set! handler (lambda (request k) (return (cons request k))))
              (thunk)
              (handler #f #f))))

(define (count n)
  (do ((i 0 (+ i 1))) ((= i n))
    (perform (cons 'put (modulo (+ (* (perform '(get)) 31) i) 1000003)))))

(define (run n)
  (let loop ((step (run-until (lambda () (count n)))) (state 1))
    (let ((request (car step)) (k (cdr step)))
      (cond ((not request) state)
            ((eq? (car request) 'put) (loop (run-until (lambda () (k #f))) (cdr request)))
            (else (loop (run-until (lambda () (k state))) state))))))
