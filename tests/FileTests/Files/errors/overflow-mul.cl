(io:print (* 3037000499 3037000499))
(io:print (* 3037000500 3037000500))

;; expect: 9223372030926249001
;; error: :overflow *: result does not fit in 64 bits
;; at: top level 2:11
