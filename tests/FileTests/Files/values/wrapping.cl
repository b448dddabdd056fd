; +% -% *% wrap modulo 2^64.
(io:print (+% 9223372036854775807 1) (-% -9223372036854775808 1))
(io:print (*% 9223372036854775807 2) (*% 0x123456789ABCDEF1 0xFEDCBA9876543211))
(io:print (+% 1 2) (-% 1 2) (*% 3 4))
(define (lcg x) (+% (*% x 6364136223846793005) 1442695040888963407))
(io:print (lcg 1) (lcg (lcg 1)) (lcg (lcg (lcg 1))))

;; modes: interpreted baseline native leaving collecting
;; expect: -9223372036854775808 9223372036854775807
;; expect: -2 3782630127983779841
;; expect: 3 -1 12
;; expect: 7806831264735756412 -9049835345590740197 -6486624265480721906
