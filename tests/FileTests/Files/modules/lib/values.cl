(define next (partial + 1 2))
(define five 5)
(define changing (lambda () 1))
(set! changing (lambda (. xs) [:changed xs]))
