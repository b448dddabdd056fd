;; Deep calls: Ackermann's function with 2 as its first argument, many times over.
(module
  (func $ack (param $m i64) (param $n i64) (result i64)
    (if (i64.eqz (local.get $m)) (then (return (i64.add (local.get $n) (i64.const 1)))))
    (if (i64.eqz (local.get $n))
      (then (return (call $ack (i64.sub (local.get $m) (i64.const 1)) (i64.const 1)))))
    (call $ack
      (i64.sub (local.get $m) (i64.const 1))
      (call $ack (local.get $m) (i64.sub (local.get $n) (i64.const 1)))))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $sum i64)
    (block $end
      (loop $next
        (br_if $end (i32.ge_s (local.get $i) (local.get $n)))
        (local.set $sum (i64.add (local.get $sum)
          (call $ack (i64.const 2) (i64.extend_i32_s (i32.rem_s (local.get $i) (i32.const 64))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (local.get $sum)))
