(defrecord cond a)

;; syntax-error: CL0020 1:12
