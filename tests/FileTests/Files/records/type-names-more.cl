; Nor the others of them.
(defrecord Task) (defrecord Continuation) (defrecord Record) (defrecord Any) (defrecord Number) (defrecord StringBuilder) (defrecord Module)

;; syntax-error: CL0050 2:12
;; syntax-error: CL0050 2:29
;; syntax-error: CL0050 2:54
;; syntax-error: CL0050 2:73
;; syntax-error: CL0050 2:89
;; syntax-error: CL0050 2:108
;; syntax-error: CL0050 2:134
