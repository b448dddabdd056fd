using System.Text.RegularExpressions;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.FileTests;

/// <summary>Finds out which kinds of error a library function or an effect raises, by calling it with all sorts of arguments.</summary>
internal static class ErrorProbe
{
    /// <summary>All of these as the only argument, all pairs, and some triples.</summary>
    private const string Program = """
        (define seen [])
        (define closed (chan 1))
        (define (values)
          [nil 5 -1 0 70 1e300 "ab" "" [] [1] ["a" "b"] [[1 2]] (vector 1 "a") (vector) (float-vector 1 2) (byte-vector 1 255) (buffer) {:a 1} (make-table) (set 1)
           (tuple "T" 1) (cell 1) (chan 1) closed (lambda (x) x) (string-builder "a") 'sym :kw 9223372036854775807 -9223372036854775808])
        (define (call args)
          (try (apply f args)
            (catch e
              (if (and (Error? e) (starts-with? (Error-message e) teller) (not (member? (Error-kind e) seen)))
                  (begin (set! seen (cons (Error-kind e) seen)) (io:print "raises" (Error-kind e)))
                  nil))))
        (define (takes? args)
          (try (begin (apply f args) true) (catch e (not (= (Error-kind e) :arity)))))
        (define (some count) (if (= count 0) [] (cons (random:choice (values)) (some (- count 1)))))
        (close! closed)
        (call [])
        (for-each (lambda (a) (call [a])) (values))
        (call [nil nil])
        (call [nil nil nil nil])
        (when (takes? [nil nil]) (for-each (lambda (a) (for-each (lambda (b) (call [a b])) (values))) (values)))
        (when (takes? [nil nil nil]) (dotimes (i 600) (call (some 3))))
        (when (takes? [nil nil nil nil nil]) (for-each (lambda (v) (call [v 5 v 0 1])) (values)))
        """;

    /// <summary>What it takes is no matter: what was seen until then counts.</summary>
    private static readonly Limits Limits = new(TimeMs: 10_000, HeapBytes: 32 << 20);

    /// <summary>Keywords, in no order.</summary>
    public static string[] KindsOf(string name)
    {
        string text = $"(define f {name})\n(define teller \"{BrokenLibrary.Teller(name)}:\")\n{Program}";
        CompileOutcome outcome = ProgramRunner.Compile("probe.cl", text);
        Check.That(outcome.Program is not null, outcome.RenderErrors());
        var host = new RecordingHost(isGranted: false);
        using var execution = new Execution(outcome.Program!, host, new ExecutionOptions(Limits), StandardLibrary.Instance.Prelude);
        execution.RunToEnd();
        return [.. Regex.Matches(host.Output.ToString(), "^raises (:.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
    }
}
