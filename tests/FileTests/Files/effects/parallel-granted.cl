; What an element may use is what the run may: files, arguments, variables, input, time and fibers of its own.
(define (f x)
  (time:sleep 0.002)
  (let ((name (str "d/f" x)))
    (io:write-file name "before")
    (io:write-file name (str "text " x))
    (await (go (io:append-file name "!")))
    [x (io:args) (io:env "HOME") (io:env "NOT_SET") (io:file-exists? name) (io:file-exists? "d/none") (io:read-file name) (io:read-line)]))
(define (alone x) (parallel:map f [x]))
(io:print (map alone [1 2]))
(io:print (parallel:map alone [3]))
(io:print (parallel:map (lambda (x) (io:list-dir "d")) [0]))
(io:print (parallel:map (lambda (x) (try (io:read-file "d/none") (catch e (Error-kind e)))) [0]))
(io:print (parallel:map (lambda (x) (dict-get (network:fetch (str "http://example.org/" x)) :body)) [1 2]))

;; granted

;; expect: [[[1, ["one", "2"], "here", nil, true, false, "text 1!", "first line"]], [[2, ["one", "2"], "here", nil, true, false, "text 2!", "żółw"]]]
;; expect: [[[3, ["one", "2"], "here", nil, true, false, "text 3!", nil]]]
;; expect: [["f1", "f2", "f3"]]
;; expect: [:io]
;; expect: ["GET http://example.org/1  ", "GET http://example.org/2  "]
