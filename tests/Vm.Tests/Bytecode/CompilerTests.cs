using ClaudeLang.Vm.Bytecode;
using Xunit;
using static ClaudeLang.Vm.Tests.Bytecode.SampleLibrary;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class CompilerTests
{
    [Theory]
    [InlineData("1", "int 1; return")]
    public void Forms(string text, string expected) => Assert.Equal(expected, Listing(Main(text)));

    [Fact]
    public void Dump()
    {
        foreach (string text in new[] {
            "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))",
            "(define (f n) (let loop ((i 0) (a 0)) (if (= i n) a (loop (+ i 1) (+ a i)))))",
            "(define (f n) (+ 1 (let loop ((i 0) (a 0)) (if (and (< i n) (not (= a 5))) (loop (+ i 1) a) a))))",
            "(define (f n) (dotimes (i n) (io:print i)) (dotimes (i 10) (set! i 5)))",
            "(define (f n) (let ((k 0)) (while (< k n) (set! k (+ k 1))) k))",
            "(define (f) (define (e? n) (if (= n 0) #t (o? (- n 1)))) (define (o? n) (if (= n 0) #f (e? (- n 1)))) (e? 5))",
            "(define (f) (let ((c 0)) (list (lambda () (set! c (+ c 1))) (lambda () c))))",
            "(define (f n) (let outer ((i 0)) (if (< i n) (let inner ((j 0)) (if (< j n) (inner (+ j 1)) (outer (+ i 1)))) i)))",
            "(define (f x y) (+ x y (g x) 1) [1 x] {:a x})",
            "(define (f n) (let go ((i n)) (if (= i 0) 0 (+ 1 (go (- i 1))))))",
            "(let ((fs [])) (dotimes (i 3) (set! fs (cons (lambda () i) fs))) (map (lambda (f) (f)) fs))",
        })
        {
            System.Console.WriteLine(text);
            Print(Main(text), "");
        }
    }

    private static void Print(Chunk chunk, string indent)
    {
        System.Console.WriteLine($"{indent}{chunk} locals {chunk.LocalCount} depth {chunk.OperandDepthMax} captures [{string.Join(", ", chunk.Captures)}]: {Listing(chunk)}");
        foreach (Chunk inner in chunk.Functions) Print(inner, indent + "  ");
    }
}
