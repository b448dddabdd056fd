using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>
/// Tokens to data. Open groups stand on a stack of their own, so nesting is limited by memory alone.
/// After a bracket that does not fit, reading stops: what follows would be guesswork.
/// </summary>
public sealed class Parser
{
    private const char QuoteMark = '\'';

    /// <summary>A group that is not closed yet; its items so far are <see cref="_items"/> from First on.</summary>
    private readonly record struct OpenGroup(char Open, SourcePosition Position, int First);

    private readonly DiagnosticBag _diagnostics;
    private readonly Lexer _lexer;
    private readonly List<OpenGroup> _open = [];
    private readonly List<Datum> _items = [];

    private Parser(SourceText source, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _lexer = new Lexer(source, diagnostics);
    }

    /// <summary>The file's top-level forms; incomplete if the bag has errors afterwards.</summary>
    public static ImmutableArray<Datum> Parse(SourceText source, DiagnosticBag diagnostics) => new Parser(source, diagnostics).Run();

    private ImmutableArray<Datum> Run()
    {
        while (!_diagnostics.IsFull)
        {
            switch (_lexer.Next())
            {
                case TokenKind.End:
                    if (_open.Count > 0) ReportNotClosed(_open[^1]);
                    return [.. _items];
                case TokenKind.Open:
                    _open.Add(new OpenGroup(_lexer.Bracket, _lexer.StartPosition, _items.Count));
                    break;
                case TokenKind.Quote:
                    _open.Add(new OpenGroup(QuoteMark, _lexer.StartPosition, _items.Count));
                    break;
                case TokenKind.Datum:
                    Add(_lexer.Value!);
                    break;
                case TokenKind.Close:
                    if (!Close(_lexer.Bracket)) return [];
                    break;
            }
        }
        return [];
    }

    private static char CloserOf(char open) => open switch { '(' => ')', '[' => ']', _ => '}' };

    private void Report(Message message, SourcePosition position, params object[] arguments) => _diagnostics.Report(message, position, arguments);

    private void ReportNotClosed(OpenGroup group)
    {
        if (group.Open == QuoteMark) Report(Messages.NothingQuoted, group.Position, "end of the file");
        else Report(Messages.NotClosed, group.Position, CloserOf(group.Open), group.Open);
    }

    private bool Close(char bracket)
    {
        if (_open.Count == 0)
        {
            Report(Messages.UnexpectedCloser, _lexer.StartPosition, bracket);
            return false;
        }
        OpenGroup group = _open[^1];
        if (group.Open == QuoteMark)
        {
            Report(Messages.NothingQuoted, _lexer.StartPosition, $"'{bracket}'");
            return false;
        }
        if (CloserOf(group.Open) != bracket)
        {
            SourcePosition at = group.Position;
            Report(Messages.WrongCloser, _lexer.StartPosition, CloserOf(group.Open), group.Open, at.Line, at.Column, bracket);
            return false;
        }
        _open.RemoveAt(_open.Count - 1);
        ImmutableArray<Datum> items = Take(group.First);
        if (bracket == '}' && items.Length % 2 != 0) Report(Messages.OddDict, _lexer.StartPosition);
        Add(new GroupDatum(group.Position, group.Open, items));
        return true;
    }

    private ImmutableArray<Datum> Take(int first)
    {
        ImmutableArray<Datum> items = [.. CollectionsMarshal.AsSpan(_items)[first..]];
        _items.RemoveRange(first, _items.Count - first);
        return items;
    }

    // A datum ends the quotes right before it.
    private void Add(Datum datum)
    {
        while (_open.Count > 0 && _open[^1].Open == QuoteMark)
        {
            SourcePosition position = _open[^1].Position;
            _open.RemoveAt(_open.Count - 1);
            datum = new GroupDatum(position, '(', [new NameDatum(position, "quote"), datum]);
        }
        _items.Add(datum);
    }
}
