; A named let that goes on from the body of its own try is no loop: each round's catch and finally is still to come.
(io:print (try (let loop ((i 0)) (if (= i 3) (throw [i]) (try (loop (+ i 1)) (catch e (throw (cons i e)))))) (catch e e)))
(io:print (let loop ((i 0)) (if (= i 3) :end (try (loop (+ i 1)) (finally (io:write i ""))))))
(io:print (let loop ((i 0)) (if (= i 3) (head []) (try (loop (+ i 1)) (catch e [i]) (finally (io:write i ""))))))
(define (f n) (if (= n 0) (throw []) (try (f (- n 1)) (catch e (throw (cons n e))))))
(io:print (try (f 4) (catch e e)))
(io:print (let loop ((i 0)) (try (throw i) (catch e (if (< i 3) (loop (+ i 1)) :end)) (finally (io:write i "")))))

;; modes: interpreted baseline native leaving collecting
;; expect: [0, 1, 2, 3]
;; expect: 2 1 0 :end
;; expect: 2 1 0 [2]
;; expect: [4, 3, 2, 1]
;; expect: 3 2 1 0 :end
