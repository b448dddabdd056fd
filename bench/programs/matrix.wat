;; Integers and vectors: the product of two n by n matrices; the sum of its diagonal. They lie one after another in memory (n at most 200).
(module
  (memory 16)
  (func $at (param $base i32) (param $row i32) (param $column i32) (param $n i32) (result i32)
    (i32.add (local.get $base)
      (i32.shl (i32.add (i32.mul (local.get $row) (local.get $n)) (local.get $column)) (i32.const 3))))
  (func $make (param $base i32) (param $n i32) (param $seed i32)
    (local $i i32) (local $j i32)
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (i64.store (call $at (local.get $base) (local.get $i) (local.get $j) (local.get $n))
          (i64.extend_i32_s (i32.rem_s
            (i32.add (i32.mul (local.get $i) (local.get $seed)) (i32.mul (local.get $j) (i32.const 7)))
            (i32.const 100))))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $columns (i32.lt_s (local.get $j) (local.get $n))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $rows (i32.lt_s (local.get $i) (local.get $n)))))
  (func (export "run") (param $n i32) (result i64)
    (local $i i32) (local $j i32) (local $k i32) (local $b i32) (local $c i32) (local $sum i64)
    (local.set $b (i32.shl (i32.mul (local.get $n) (local.get $n)) (i32.const 3)))
    (local.set $c (i32.shl (local.get $b) (i32.const 1)))
    (call $make (i32.const 0) (local.get $n) (i32.const 3))
    (call $make (local.get $b) (local.get $n) (i32.const 5))
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (local.set $k (i32.const 0))
        (local.set $sum (i64.const 0))
        (loop $products
          (local.set $sum (i64.add (local.get $sum) (i64.mul
            (i64.load (call $at (i32.const 0) (local.get $i) (local.get $k) (local.get $n)))
            (i64.load (call $at (local.get $b) (local.get $k) (local.get $j) (local.get $n))))))
          (local.set $k (i32.add (local.get $k) (i32.const 1)))
          (br_if $products (i32.lt_s (local.get $k) (local.get $n))))
        (i64.store (call $at (local.get $c) (local.get $i) (local.get $j) (local.get $n)) (local.get $sum))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $columns (i32.lt_s (local.get $j) (local.get $n))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $rows (i32.lt_s (local.get $i) (local.get $n))))
    (local.set $sum (i64.const 0))
    (local.set $i (i32.const 0))
    (loop $diagonal
      (local.set $sum (i64.add (local.get $sum) (i64.load (call $at (local.get $c) (local.get $i) (local.get $i) (local.get $n)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $diagonal (i32.lt_s (local.get $i) (local.get $n))))
    (local.get $sum)))
