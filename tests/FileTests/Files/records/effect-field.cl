(defrecord P a io:b)

;; syntax-error: CL0021 1:16
