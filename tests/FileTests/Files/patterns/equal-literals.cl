; What an earlier pattern showed decides a later one as = does: of literals of both kinds of number, of lists and of types.
(define (f v)
  (match v
    (1 :when false 0)
    (1.5 :one-and-a-half)
    (1.0 :when false 0)
    (2 :when false 0)
    (2.0 :two)
    (9223372036854775807 :when false 0)
    (9223372036854775808.0 :beyond)
    (9007199254740993 :when false 0)
    (9007199254740992.0 :even)
    (-9223372036854775808.0 :when false 0)
    (-9223372036854775808 :least)
    ("1" :when false 0)
    ('1 :one)
    (:k :when false 0)
    ('k :symbol)
    (_ :else)))
(io:print (map f [1 1.0 1.5 2 2.0 9223372036854775807 9223372036854775808.0 9007199254740993 9007199254740992 9007199254740992.0 -9223372036854775808 "1" :k 'k nil]))

;; modes: interpreted baseline native leaving collecting
;; expect: [:one, :one, :one-and-a-half, :two, :two, :else, :beyond, :else, :even, :even, :least, :else, :else, :symbol, :else]
