using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Modules;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Modules;

/// <summary>Two functions have the same identity if and only if their code and all that it refers to is the same.</summary>
public sealed class FunctionIdentityTests
{
    private static ProgramCode Compile(string text, params (string Path, string Text)[] files) => Compile("t.cl", text, files);

    private static ProgramCode Compile(string path, string text, params (string Path, string Text)[] files)
    {
        var imports = new ProgramFiles(files.Select(file => new ImportedFile(file.Path, System.Text.Encoding.UTF8.GetBytes(file.Text), null, null)));
        CompileOutcome outcome = ProgramCompiler.Compile(new SourceText(path, text), imports, StandardLibrary.Instance);
        Assert.Empty(outcome.RenderErrors());
        return outcome.Program!;
    }

    private static Hash256 IdentityOf(ProgramCode program, string function, string? file = null)
    {
        FileCode code = program.Files.Single(one => file is null ? one == program.Files[0] : one.FileName == file);
        return program.Identities.Of(Find(code.Main, function)!);
    }

    private static Chunk? Find(Chunk around, string name) =>
        around.Functions.FirstOrDefault(chunk => chunk.Name == name) ?? around.Functions.Select(chunk => Find(chunk, name)).FirstOrDefault(found => found is not null);

    private static void AssertSame(string function, string one, string other) => Assert.Equal(IdentityOf(Compile(one), function), IdentityOf(Compile(other), function));
    private static void AssertDifferent(string function, string one, string other) => Assert.NotEqual(IdentityOf(Compile(one), function), IdentityOf(Compile(other), function));

    [Fact]
    public void Where_a_function_stands_is_no_part_of_it()
    {
        const string text = "(define (f x) (g x 1)) (define (g a b) (if (< a 0) (f b) (* a b)))";
        Hash256 here = IdentityOf(Compile(text), "f");
        Assert.Equal(here, IdentityOf(Compile("other/place.cl", "\n\n; moved\n" + text), "f"));
        ProgramCode importer = Compile("(import \"lib/a\" (f)) (import \"b\" :as b) (f 1) (b.f 2)", ("lib/a.cl", text), ("b.cl", "(define unused 1)" + text));
        Assert.Equal(here, IdentityOf(importer, "f", "lib/a.cl"));
        Assert.Equal(here, IdentityOf(importer, "f", "b.cl"));
        Assert.Equal(here, IdentityOf(Compile($"(module m (export f) {text})"), "f"));
    }

    [Fact]
    public void Names_of_locals_and_of_functions_are_no_part_of_it()
    {
        AssertSame("f", "(define (f x) (let ((y x)) (lambda () (set! y (+ y 1)) y)))", "(define (f left) (let ((sum left)) (lambda () (set! sum (+ sum 1)) sum)))");
        AssertSame("f", "(define (f x) (define (in n) (if (= n 0) later (in (- n 1)))) (define later x) [in 'x])", "(define (f a) (define (on k) (if (= k 0) x (on (- k 1)))) (define x a) [on 'x])");
        AssertSame("f", "(define (f x) (g x)) (define (g x) (* x 2))", "(define (f x) (double x)) (define (double it) (* it 2))");
    }

    [Fact]
    public void What_it_calls_is_part_of_it()
    {
        const string caller = "(define (f x) (g x)) (define (g x) (h x))";
        AssertDifferent("f", caller + "(define (h x) (* x 2))", caller + "(define (h x) (* x 3))");
        AssertSame("g", caller + "(define (h x) (* x 2))", caller + "(define (h x) (* x 2)) (define (k x) (* x 3))");
        AssertDifferent("f", "(define (f l) (map car l))", "(define (f l) (filter car l))");
        AssertDifferent("f", "(define (f) (lambda () (g))) (define (g) 1)", "(define (f) (lambda () (g))) (define (g) 2)");
        AssertDifferent("f", "(define (f) 'a)", "(define (f) 'b)");
    }

    [Fact]
    public void A_function_of_the_library_is_the_same_in_every_file()
    {
        const string caller = "(define (f l) (map inc (filter even? l)))";
        AssertSame("f", caller, caller + "(define more 1)");
        ProgramCode two = Compile("(define (f l) (any? even? l)) (define (g l) (all? even? l))");
        Assert.NotEqual(IdentityOf(two, "f"), IdentityOf(two, "g"));
    }

    [Fact]
    public void A_circle_is_one_component()
    {
        const string even = "(define (even n) (if (= n 0) true (odd (- n 1))))", odd = "(define (odd n) (if (= n 0) false (even (- n 1))))";
        Assert.Equal(IdentityOf(Compile(even + odd), "odd"), IdentityOf(Compile("(define other 1)" + even.Replace("even", "e") + odd.Replace("even", "e")), "odd"));
        AssertDifferent("even", even + odd, even + "(define (odd n) (if (= n 0) 0 (even (- n 1))))");
        ProgramCode program = Compile(even + odd);
        Assert.NotEqual(IdentityOf(program, "even"), IdentityOf(program, "odd"));
        // In a large one the farthest counts too.
        const string near = "(define (a n) (b 1 n)) (define (b n m) (c 2 n m)) (define (c k n m) (d 3 k n m))";
        AssertDifferent("a", near + "(define (d j k n m) (a 4))", near + "(define (d j k n m) (a 5))");
        // A circle of two is not one of three, though each function of the one looks like one of the other.
        AssertDifferent("a", "(define (a n) (b n)) (define (b n) (c n)) (define (c n) (+ 1 (a n)))", "(define (a n) (b n)) (define (b n) (+ 1 (a n)))");
    }

    [Fact]
    public void A_record_type_counts_by_its_module_and_name()
    {
        const string module = "(defrecord P a) (defrecord Q a) (define (f x) (P? x)) (define (g x) (Q? x)) (define (h x) (match x ((P a) a)))";
        AssertSame("f", module, module);
        AssertSame("h", module, module);
        AssertDifferent("f", module, module + "(define more 1)");
        AssertDifferent("h", module, module + "(define more 1)");
        ProgramCode program = Compile(module);
        Assert.NotEqual(IdentityOf(program, "f"), IdentityOf(program, "g"));
        ProgramCode one = Compile("(import \"a\" :as a) (define (g x) (a.P x))", ("a.cl", module)), moved = Compile("(import \"x/b\" :as b) (define (g x) (b.P x))", ("x/b.cl", module));
        Assert.Equal(IdentityOf(one, "g"), IdentityOf(moved, "g"));
    }

    [Fact]
    public void A_variable_counts_by_its_module_and_name()
    {
        const string module = "(define n 0) (define m 0) (define (f) (set! n (+ n 1)))";
        AssertSame("f", module, module);
        AssertDifferent("f", module, "(define n 0) (define m 0) (define (f) (set! m (+ m 1)))");
        AssertDifferent("f", module, module + "(define more 1)");
        ProgramCode two = Compile(module + "(define (g) (set! m (+ m 1)))");
        Assert.NotEqual(IdentityOf(two, "f"), IdentityOf(two, "g"));
        ProgramCode one = Compile("(import \"a\" :as a) (define (g) a.n)", ("a.cl", module)), moved = Compile("(import \"x/b\" :as b) (define (g) b.n)", ("x/b.cl", module));
        Assert.Equal(IdentityOf(one, "g"), IdentityOf(moved, "g"));
        ProgramCode copied = Compile("(import \"a\" (n)) (define (g) n)", ("a.cl", module));
        Assert.NotEqual(IdentityOf(one, "g"), IdentityOf(copied, "g"));
    }

    [Fact]
    public void An_import_leads_to_what_it_imports()
    {
        const string library = "(define (f x) (* x 2))";
        ProgramCode named = Compile("(import \"a\" (f)) (define (g x) (f x))", ("a.cl", library)), member = Compile("(import \"a\" :as a) (define (g x) (a.f x))", ("a.cl", library));
        Assert.Equal(IdentityOf(named, "g"), IdentityOf(member, "g"));
        Assert.Equal(IdentityOf(named, "g"), IdentityOf(Compile(library + "(define (g x) (f x))"), "g"));
        Assert.NotEqual(IdentityOf(named, "g"), IdentityOf(Compile("(import \"a\" (f)) (define (g x) (f x))", ("a.cl", "(define (f x) (* x 3))")), "g"));
    }

    [Fact]
    public void A_program_is_another_one_if_a_file_of_it_is()
    {
        const string text = "(import \"a\" *) (io:print (f 1))";
        Assert.Equal(Compile(text, ("a.cl", "(define (f x) x)")).Hash, Compile("elsewhere/t.cl", text, ("elsewhere/a.cl", "(define (f x) x)")).Hash);
        Assert.NotEqual(Compile(text, ("a.cl", "(define (f x) x)")).Hash, Compile(text, ("a.cl", "(define (f x) [x])")).Hash);
    }
}
