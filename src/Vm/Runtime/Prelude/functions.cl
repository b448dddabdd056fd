; Functions that make functions. Each result carries the name of its maker.

(define (identity x) x)

(define (const x)
  (define (const . args) x)
  const)

(define (partial f . bound)
  (%check-function "partial" 1 f)
  (define (partial . args) (apply f (append bound args)))
  partial)

(define (compose . fs)
  (%check-functions "compose" fs)
  (let ((steps (reverse fs)))
    (define (compose . args) (%run-steps "compose" steps args))
    compose))

(define (pipe . fs)
  (%check-functions "pipe" fs)
  (define (pipe . args) (%run-steps "pipe" fs args))
  pipe)

; The first step takes all the arguments, each next one the result before it; the last is a tail call.
(define (%run-steps name steps args)
  (cond ((empty? steps)
         (if (= (length args) 1) (head args) (%wrong-count name 1 1 (length args))))
        ((empty? (tail steps)) (apply (head steps) args))
        (else (%run-rest (apply (head steps) args) (tail steps)))))

(define (%run-rest v steps)
  (if (empty? (tail steps))
      ((head steps) v)
      (%run-rest ((head steps) v) (tail steps))))

(define (memoize f)
  (%check-function "memoize" 1 f)
  (let ((seen (make-table)))
    (define (memoize . args)
      (if (table-has? seen args)
          (table-get seen args)
          (let ((v (apply f args)))
            (table-set! seen args v)
            v)))
    memoize))
