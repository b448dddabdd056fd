(defrecord Int a)

;; syntax-error: CL0050 1:12
