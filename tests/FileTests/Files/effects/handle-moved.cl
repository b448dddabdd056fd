; Frames that are put back deeper in the stack than they were taken from: the handles among them are found at their new place.
(define (deep n thunk)
  (if (= n 0) (thunk) (+ 0 (deep (- n 1) thunk))))

(define (ask) (in:ask 1))

; The inner handle stands in frames that the outer effect takes away.
(define (inner)
  (handle (begin
            (io:print "before" (ask))
            (io:print "between" (out:stop :a) (ask))
            (+ (out:stop :b) (ask)))
    (in:ask (x k) (+ 0 (k (* x 10))))))

(define (start thunk)
  (handle (begin (thunk) nil)
    (out:stop (what k) (vector what k))))

(define last nil)
(define (go-on item)
  (set! last ((vector-ref item 1) 100))
  0)

(define (drive thunk)
  (set! last (start thunk))
  (let loop ((depth 1))
    (if (nil? last)
        :done
        (let ((item last))
          (io:print "stopped" (vector-ref item 0))
          (deep depth (lambda () (go-on item)))
          (loop (* depth 2))))))

(io:print (drive (lambda () (io:print "inner gave" (inner)))))

; A function of `handler` performs the outer effect while the inner handle is not in force.
(define (passed)
  (handle (handler ((in:pass (lambda (x) (out:stop x))))
            (+ (in:pass :c) (ask)))
    (in:ask (x k) (k (* x 7)))))
(io:print (drive (lambda () (io:print "passed gave" (passed)))))

; In another fiber, and in a loop that is compiled while it runs.
(define (many n)
  (handle (let loop ((i 0) (sum 0))
            (if (= i n)
                sum
                (loop (+ i 1) (+ sum (ask) (if (= 0 (mod i 50)) (out:stop i) 0)))))
    (in:ask (x k) (k x))))
(set! last (start (lambda () (io:print "many gave" (many 400)))))
(define (rest depth)
  (if (nil? last)
      :done
      (let ((item last))
        (await (go (deep depth (lambda () (go-on item)))))
        (rest (mod (+ depth 7) 23)))))
(io:print (rest 3))

;; modes: interpreted baseline native leaving collecting
;; expect: before 10
;; expect: stopped :a
;; expect: between 100 10
;; expect: stopped :b
;; expect: inner gave 110
;; expect: :done
;; expect: stopped :c
;; expect: passed gave 107
;; expect: :done
;; expect: many gave 1200
;; expect: :done
