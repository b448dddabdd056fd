; gc:collect and gc:stats: what is reachable stays, and the numbers go on.
(define kept (map (lambda (i) (vector i (str i))) (range 100)))
(define before (gc:stats))
(io:print (gc:collect) (gc:collect))
(define after (gc:stats))
(io:print (fold + 0 (map (lambda (v) (vector-ref v 0)) kept)) (vector-ref (last kept) 1))
(io:print (dict? after) (> (get after :collections) (get before :collections)) (> (get after :full) (get before :full)))
(io:print (all? int? (dict-values after)) (> (get after :live-bytes) 0) (try (gc:collect 1) (catch e (Error-kind e))))
(io:print (sort-by str (dict-keys after)))
(io:print (= (get after :collections) (+ (get after :minor) (get after :full))) (>= (get after :pause-total-us) (get after :pause-max-us)) (> (get after :pause-work-max-us) 0))

;; modes: interpreted baseline native leaving collecting
;; expect: nil nil
;; expect: 4950 99
;; expect: true true true
;; expect: true true :arity
;; expect: [:allocated-bytes, :collections, :full, :heap-bytes, :held-bytes, :live-bytes, :minor, :pause-max-us, :pause-total-us, :pause-work-max-us, :promoted-bytes]
;; expect: true true true
