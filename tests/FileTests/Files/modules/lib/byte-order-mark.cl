#!/usr/bin/env claudelang
(define marked (head [1]))
(define (fails) (+ 1 (head [])))
