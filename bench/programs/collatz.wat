;; Integers: the steps of the Collatz sequences from 1 to n, summed.
(module
  (func $steps (param $k i64) (result i64)
    (local $count i64)
    (block $end
      (loop $next
        (br_if $end (i64.eq (local.get $k) (i64.const 1)))
        (if (i64.eqz (i64.rem_s (local.get $k) (i64.const 2)))
          (then (local.set $k (i64.div_s (local.get $k) (i64.const 2))))
          (else (local.set $k (i64.add (i64.mul (local.get $k) (i64.const 3)) (i64.const 1)))))
        (local.set $count (i64.add (local.get $count) (i64.const 1)))
        (br $next)))
    (local.get $count))
  (func (export "run") (param $n i32) (result i64)
    (local $i i64) (local $sum i64)
    (local.set $i (i64.const 1))
    (block $end
      (loop $next
        (br_if $end (i64.gt_s (local.get $i) (i64.extend_i32_s (local.get $n))))
        (local.set $sum (i64.add (local.get $sum) (call $steps (local.get $i))))
        (local.set $i (i64.add (local.get $i) (i64.const 1)))
        (br $next)))
    (local.get $sum)))
