; Imports beside itself, and below.
(import "counter" (bump!))
(import "deep/leaf" :as leaf)
(define (chained) [(bump!) (leaf.value)])
