; Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.
(define (walk low high)
  (when (< low high)
    (let ((middle (quotient (+ low high) 2)))
      (walk low middle)
      (gen:yield middle)
      (walk (+ middle 1) high))))

; A number and how to go on, or nil.
(define (start n)
  (handle (begin (walk 0 n) nil)
    (gen:yield (x k) (vector x k))))

(define (run n)
  (let loop ((item (start n)) (sum 0))
    (if (nil? item)
        sum
        (let ((k (vector-ref item 1)))
          (loop (k nil) (mod (+ (* sum 31) (vector-ref item 0)) 1000003))))))
