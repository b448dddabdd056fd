; Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks, each with a function of its own, hand packets
; to each other until the idle task has run n times. Packets queued, times 100000, and tasks held.
(defrecord Packet link id kind a1 a2)
(defrecord Job link id priority queue state run v1 v2)
(defrecord Scheduler queued held blocks list current)

; Tasks are idle 0, worker 1, handlers 2 and 3, devices 4 and 5; packets are of kind device 0 or work 1.
; A state is made of: 1 runnable (has a packet), 2 suspended, 4 held.

(define (make-packet link id kind) (Packet link id kind 0 (make-vector 4 0)))

(define (append-packet packet queue)
  (set-Packet-link! packet nil)
  (if (nil? queue)
      packet
      (let loop ((at queue))
        (if (nil? (Packet-link at))
            (begin
              (set-Packet-link! at packet)
              queue)
            (loop (Packet-link at))))))

(define (add-task! s id priority queue state run v1 v2)
  (let ((task (Job (Scheduler-list s) id priority queue state run v1 v2)))
    (set-Scheduler-list! s task)
    (vector-set! (Scheduler-blocks s) id task)))

(define (set-bits! task bits) (set-Job-state! task (bit-or (Job-state task) bits)))

(define (release! s id)
  (let ((task (vector-ref (Scheduler-blocks s) id)))
    (set-Job-state! task (bit-and (Job-state task) 3))
    (if (> (Job-priority task) (Job-priority (Scheduler-current s))) task (Scheduler-current s))))

(define (hold! s)
  (set-Scheduler-held! s (+ (Scheduler-held s) 1))
  (set-bits! (Scheduler-current s) 4)
  (Job-link (Scheduler-current s)))

(define (suspend! s)
  (set-bits! (Scheduler-current s) 2)
  (Scheduler-current s))

(define (send-packet! s packet)
  (let ((task (vector-ref (Scheduler-blocks s) (Packet-id packet))) (current (Scheduler-current s)))
    (set-Scheduler-queued! s (+ (Scheduler-queued s) 1))
    (set-Packet-link! packet nil)
    (set-Packet-id! packet (Job-id current))
    (if (nil? (Job-queue task))
        (begin
          (set-Job-queue! task packet)
          (set-bits! task 1)
          (if (> (Job-priority task) (Job-priority current)) task current))
        (begin
          (set-Job-queue! task (append-packet packet (Job-queue task)))
          current))))

(define (run-idle s task packet)
  (set-Job-v2! task (- (Job-v2 task) 1))
  (let ((v1 (Job-v1 task)))
    (cond ((= (Job-v2 task) 0) (hold! s))
          ((= (bit-and v1 1) 0)
           (set-Job-v1! task (shr v1 1))
           (release! s 4))
          (else
            (set-Job-v1! task (bit-xor (shr v1 1) 0xD008))
            (release! s 5)))))

(define (run-worker s task packet)
  (if (nil? packet)
      (suspend! s)
      (begin
        (set-Job-v1! task (if (= (Job-v1 task) 2) 3 2))
        (set-Packet-id! packet (Job-v1 task))
        (set-Packet-a1! packet 0)
        (dotimes (i 4)
          (set-Job-v2! task (if (= (Job-v2 task) 26) 1 (+ (Job-v2 task) 1)))
          (vector-set! (Packet-a2 packet) i (Job-v2 task)))
        (send-packet! s packet))))

(define (run-device s task packet)
  (if (nil? packet)
      (let ((waiting (Job-v1 task)))
        (if (nil? waiting)
            (suspend! s)
            (begin
              (set-Job-v1! task nil)
              (send-packet! s waiting))))
      (begin
        (set-Job-v1! task packet)
        (hold! s))))

(define (run-handler s task packet)
  (unless (nil? packet)
    (if (= (Packet-kind packet) 1)
        (set-Job-v1! task (append-packet packet (Job-v1 task)))
        (set-Job-v2! task (append-packet packet (Job-v2 task)))))
  (let ((work (Job-v1 task)) (device (Job-v2 task)))
    (cond ((nil? work) (suspend! s))
          ((>= (Packet-a1 work) 4)
           (set-Job-v1! task (Packet-link work))
           (send-packet! s work))
          ((nil? device) (suspend! s))
          (else
            (set-Job-v2! task (Packet-link device))
            (set-Packet-a1! device (vector-ref (Packet-a2 work) (Packet-a1 work)))
            (set-Packet-a1! work (+ (Packet-a1 work) 1))
            (send-packet! s device)))))

(define (run-task s task)
  (if (= (Job-state task) 3)
      (let ((packet (Job-queue task)))
        (set-Job-queue! task (Packet-link packet))
        (set-Job-state! task (if (nil? (Job-queue task)) 0 1))
        ((Job-run task) s task packet))
      ((Job-run task) s task nil)))

(define (schedule s)
  (let loop ((task (Scheduler-list s)))
    (unless (nil? task)
      (set-Scheduler-current! s task)
      (loop (if (or (>= (Job-state task) 4) (= (Job-state task) 2))
                (Job-link task)
                (run-task s task))))))

(define (three id kind) (make-packet (make-packet (make-packet nil id kind) id kind) id kind))

(define (run n)
  (let ((s (Scheduler 0 0 (make-vector 6 nil) nil nil)))
    (add-task! s 0 0 nil 0 run-idle 1 n)
    (add-task! s 1 1000 (make-packet (make-packet nil 1 1) 1 1) 3 run-worker 2 0)
    (add-task! s 2 2000 (three 4 0) 3 run-handler nil nil)
    (add-task! s 3 3000 (three 5 0) 3 run-handler nil nil)
    (add-task! s 4 4000 nil 2 run-device nil nil)
    (add-task! s 5 5000 nil 2 run-device nil nil)
    (schedule s)
    (+ (* (Scheduler-queued s) 100000) (Scheduler-held s))))
