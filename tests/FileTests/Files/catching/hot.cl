; A function with try that runs hot: errors now and then, locals of every type alive across the calls.
(define (risky n) (cond ((= 0 (mod n 7)) (throw n)) ((= 0 (mod n 11)) (vector-ref (vector) n)) (else n)))
(define (work n)
  (let loop ((i 0) (sum 0) (f 0.5) (flag #f) (s "s"))
    (if (= i n)
        (list sum f flag s)
        (let ((v (try (+ sum (risky i)) (catch e (if (Error? e) -1000 (+ sum (* 2 e)))))))
          (loop (+ i 1) (mod v 1000003) (+ f 1.25) (not flag) (if flag "t" "u"))))))
(io:print (work 5000))
(define (nested n) (try (try (risky n) (catch e (if (Error? e) (throw :second) (throw e)))) (catch e (if (= e :second) 0 e))))
(io:print (fold (lambda (a i) (+ a (nested i))) 0 (range 3000)))
(define (cleanup n) (let ((done 0)) (try (try (risky n) (finally (set! done (+ done 1)))) (catch e (set! done (+ done 10)))) done))
(io:print (fold (lambda (a i) (+ a (cleanup i))) 0 (range 3000)))

;; expect: [28983, 6250.5, false, "t"]
;; expect: 4147149
;; expect: 9630
