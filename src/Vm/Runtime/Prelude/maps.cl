; Functions of dicts and tables that take a function: over a snapshot of keys and values in turn.

(define (dict-for-each f d)
  (%check-function "dict-for-each" 1 f)
  (%each-entry f (%dict-entries "dict-for-each" 2 d) 0))

(define (table-for-each f t)
  (%check-function "table-for-each" 1 f)
  (%each-entry f (%table-entries "table-for-each" 2 t) 0))

(define (%each-entry f entries i)
  (if (= i (vector-length entries))
      nil
      (begin
        (f (vector-ref entries i) (vector-ref entries (+ i 1)))
        (%each-entry f entries (+ i 2)))))

(define (table-update! t k f . rest)
  (unless (or (empty? rest) (empty? (tail rest))) (%check-count "table-update!" 3 4 rest))
  (%check-table "table-update!" 1 t)
  (%check-function "table-update!" 3 f)
  (let ((v (f (table-get-or t k (if (empty? rest) nil (head rest))))))
    (table-set! t k v)
    v))

; What the effect state:update does where no handler is.
(define (%state-update k f)
  (%check-function "state:update" 2 f)
  (let ((v (f (%state-get k))))
    (%state-set k v)
    v))
