; An apply that ends the body of a try is no tail call: what it calls fails inside of that try.
(define (fails . args) (+ 1 (head args)))
(define (bare f l) (try (apply f l) (catch e :caught)))
(define (at-an-end f l) (try (if (nil? f) 0 (let ((g f)) (begin (list l) (apply g l)))) (catch e :caught)))
(define (nested f l) (try (try (apply f l) (catch e (throw [e]))) (catch e :outer)))
(define (selected f) (try (select (default (apply f []))) (catch e :caught)))
(define (received f c) (try (select ((recv! c) f)) (catch e :caught)))
(define (one) (let ((c (chan 1))) (send! c "a") c))
(define twice (lambda (f l) (+ 1 (try (apply f l) (catch e 10)))))
(define (all)
  [(bare fails []) (bare fails [1]) (bare random:int []) (bare head [[]]) (at-an-end fails []) (at-an-end fails [1]) (nested fails []) (nested fails [1])
   (selected fails) (received fails (one)) (twice fails []) (twice fails [1])])
(io:print (all))
(let loop ((i 0)) (when (< i 100) (all) (loop (+ i 1))))
(io:print (all))
(define (passed f l) (try (apply f l) (catch e (throw e))))
(+ 1 (passed fails []))

;; modes: interpreted baseline native leaving collecting
;; expect: [:caught, 2, :caught, :caught, :caught, 2, :outer, 2, :caught, :caught, 11, 3]
;; expect: [:caught, 2, :caught, :caught, :caught, 2, :outer, 2, :caught, :caught, 11, 3]
;; error: :index head: index 0 is out of range for length 0
;; at: passed 16:48
;; at: top level 17:6
