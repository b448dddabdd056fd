(define f (lambda ((x : Int)) : Int (str x)))
(define (call q) (let ((r (q 1))) r))
(call f)

;; error: :type f: result: expected Int, got String "1"
;; at: call 2:27
