;; Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks, each with a function of its own, hand packets
;; to each other until the idle task has run n times. Packets queued, times 100000, and tasks held.
(define-record-type packet (fields (mutable link) (mutable id) kind (mutable a1) a2))
(define-record-type task (fields link id priority (mutable queue) (mutable state) run (mutable v1) (mutable v2)))
(define-record-type scheduler (fields (mutable queued) (mutable held) blocks (mutable list) (mutable current)))

(define (new-packet link id kind) (make-packet link id kind 0 (make-vector 4 0)))

(define (append-packet packet queue)
  (packet-link-set! packet #f)
  (if queue
      (let loop ((at queue))
        (if (packet-link at)
            (loop (packet-link at))
            (begin
              (packet-link-set! at packet)
              queue)))
      packet))

(define (add-task! s id priority queue state run v1 v2)
  (let ((task (make-task (scheduler-list s) id priority queue state run v1 v2)))
    (scheduler-list-set! s task)
    (vector-set! (scheduler-blocks s) id task)))

(define (set-bits! task bits) (task-state-set! task (fxlogor (task-state task) bits)))

(define (release! s id)
  (let ((task (vector-ref (scheduler-blocks s) id)))
    (task-state-set! task (fxlogand (task-state task) 3))
    (if (> (task-priority task) (task-priority (scheduler-current s))) task (scheduler-current s))))

(define (hold! s)
  (scheduler-held-set! s (+ (scheduler-held s) 1))
  (set-bits! (scheduler-current s) 4)
  (task-link (scheduler-current s)))

(define (suspend! s)
  (set-bits! (scheduler-current s) 2)
  (scheduler-current s))

(define (send-packet! s packet)
  (let ((task (vector-ref (scheduler-blocks s) (packet-id packet))) (current (scheduler-current s)))
    (scheduler-queued-set! s (+ (scheduler-queued s) 1))
    (packet-link-set! packet #f)
    (packet-id-set! packet (task-id current))
    (if (task-queue task)
        (begin
          (task-queue-set! task (append-packet packet (task-queue task)))
          current)
        (begin
          (task-queue-set! task packet)
          (set-bits! task 1)
          (if (> (task-priority task) (task-priority current)) task current)))))

(define (run-idle s task packet)
  (task-v2-set! task (- (task-v2 task) 1))
  (let ((v1 (task-v1 task)))
    (cond ((= (task-v2 task) 0) (hold! s))
          ((= (fxlogand v1 1) 0)
           (task-v1-set! task (fxsra v1 1))
           (release! s 4))
          (else
            (task-v1-set! task (fxlogxor (fxsra v1 1) #xD008))
            (release! s 5)))))

(define (run-worker s task packet)
  (if packet
      (begin
        (task-v1-set! task (if (= (task-v1 task) 2) 3 2))
        (packet-id-set! packet (task-v1 task))
        (packet-a1-set! packet 0)
        (do ((i 0 (+ i 1))) ((= i 4))
          (task-v2-set! task (if (= (task-v2 task) 26) 1 (+ (task-v2 task) 1)))
          (vector-set! (packet-a2 packet) i (task-v2 task)))
        (send-packet! s packet))
      (suspend! s)))

(define (run-device s task packet)
  (if packet
      (begin
        (task-v1-set! task packet)
        (hold! s))
      (let ((waiting (task-v1 task)))
        (if waiting
            (begin
              (task-v1-set! task #f)
              (send-packet! s waiting))
            (suspend! s)))))

(define (run-handler s task packet)
  (when packet
    (if (= (packet-kind packet) 1)
        (task-v1-set! task (append-packet packet (task-v1 task)))
        (task-v2-set! task (append-packet packet (task-v2 task)))))
  (let ((work (task-v1 task)) (device (task-v2 task)))
    (cond ((not work) (suspend! s))
          ((>= (packet-a1 work) 4)
           (task-v1-set! task (packet-link work))
           (send-packet! s work))
          ((not device) (suspend! s))
          (else
            (task-v2-set! task (packet-link device))
            (packet-a1-set! device (vector-ref (packet-a2 work) (packet-a1 work)))
            (packet-a1-set! work (+ (packet-a1 work) 1))
            (send-packet! s device)))))

(define (run-task s task)
  (if (= (task-state task) 3)
      (let ((packet (task-queue task)))
        (task-queue-set! task (packet-link packet))
        (task-state-set! task (if (task-queue task) 1 0))
        ((task-run task) s task packet))
      ((task-run task) s task #f)))

(define (schedule s)
  (let loop ((task (scheduler-list s)))
    (when task
      (scheduler-current-set! s task)
      (loop (if (or (>= (task-state task) 4) (= (task-state task) 2))
                (task-link task)
                (run-task s task))))))

(define (three id kind) (new-packet (new-packet (new-packet #f id kind) id kind) id kind))

(define (run n)
  (let ((s (make-scheduler 0 0 (make-vector 6 #f) #f #f)))
    (add-task! s 0 0 #f 0 run-idle 1 n)
    (add-task! s 1 1000 (new-packet (new-packet #f 1 1) 1 1) 3 run-worker 2 0)
    (add-task! s 2 2000 (three 4 0) 3 run-handler #f #f)
    (add-task! s 3 3000 (three 5 0) 3 run-handler #f #f)
    (add-task! s 4 4000 #f 2 run-device #f #f)
    (add-task! s 5 5000 #f 2 run-device #f #f)
    (schedule s)
    (+ (* (scheduler-queued s) 100000) (scheduler-held s))))
