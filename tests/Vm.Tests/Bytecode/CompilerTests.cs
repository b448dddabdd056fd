using ClaudeLang.Vm.Bytecode;
using Xunit;
using static ClaudeLang.Vm.Tests.Bytecode.SampleLibrary;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class CompilerTests
{
    private const string Fib = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))";

    [Fact]
    public void A_function_calls_itself_by_name()
    {
        Chunk fib = Function(Fib, "fib");
        Assert.Equal("local.get 0; int 2; lt; jump.false @6; local.get 0; return; " +
            "local.get 0; int 1; sub; call.global 0 1; local.get 0; int 2; sub; call.global 0 1; add; return", Listing(fib));
        Assert.Equal(new GlobalRef("fib", GlobalKind.Function, 1, false, IsSelf: true), Assert.Single(fib.Globals));
        Assert.Equal("closure 0; global.define 0; nil; return", Listing(MainOf(Fib)));
    }

    [Fact]
    public void A_named_let_runs_in_the_frame_around_it()
    {
        Chunk f = Function("(define (f n) (let loop ((i 0) (a 0)) (if (= i n) a (loop (+ i 1) (+ a i)))))", "f");
        Assert.Equal("int 0; local.set 1; int 0; local.set 2; local.get 1; local.get 0; eq; jump.false @10; local.get 2; return; " +
            "local.get 1; int 1; add; local.get 2; local.get 1; add; local.set 2; local.set 1; loop @4", Listing(f));
        Assert.Equal(new InlinedLoop(4, 19, "loop", true, new SourcePosition(1, 15)), Assert.Single(f.InlinedLoops));
    }
}
