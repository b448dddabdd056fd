; A condition whose value nobody takes still does what its branches do.
(define log (buffer))
(define (note! v) (buffer-push! log v) v)
(define (f c)
  (if c 1 (note! [:else c]))
  (if c (note! [:then c]) 1)
  (if c nil (if (note! c) 2 (note! :inner)))
  (if (note! c) 1 2)
  (when c (note! :when) 1)
  (unless c 1 (note! :unless) 2)
  (cond (c 5) ((note! :test) 6) (else (note! :never)))
  (and c (note! :and) 1)
  (or c (note! :or) 1)
  (let ((x (note! :init))) 1)
  (match c (#t 1) (_ (note! :match)))
  :done)
(io:print (map f [true false]) (buffer->list log))

;; modes: interpreted baseline native leaving collecting
;; expect: [:done, :done] [[:then, true], true, :when, :and, :init, [:else, false], false, :inner, false, :unless, :test, :or, :init, :match]
