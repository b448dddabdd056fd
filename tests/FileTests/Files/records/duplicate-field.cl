(defrecord P a b a)

;; syntax-error: CL0051 1:18
