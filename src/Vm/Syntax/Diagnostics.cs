using System.Text;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>One row of <see cref="Messages"/>: what can be said about a program's text.</summary>
/// <param name="Code">CL and four digits. Users search for it: never change or reuse one.</param>
/// <param name="Format">The text, with {0} {1} … for what the place adds.</param>
public sealed record Message(string Code, string Format, bool IsWarning = false);

/// <summary>Every message about a program's text.</summary>
public static class Messages
{
#pragma warning disable IDE0055 // one aligned row a message
    // reading
    public static readonly Message
        CommentNotClosed      = new("CL0001", "unterminated block comment; expected |#"),
        StringNotClosed       = new("CL0002", "unterminated string; expected \""),
        UnknownEscape         = new("CL0003", "unknown escape '\\{0}'; expected one of \\n \\t \\r \\0 \\\" \\\\ \\u{{…}}"),
        BadCodePoint          = new("CL0004", "bad escape; expected \\u{{hex digits of a Unicode scalar value}}"),
        IntTooLarge           = new("CL0005", "integer literal {0} does not fit in 64 bits; expected -9223372036854775808..9223372036854775807"),
        HexTooLong            = new("CL0006", "hex literal {0} has more than 16 digits; expected at most 0xFFFFFFFFFFFFFFFF"),
        FloatTooLarge         = new("CL0007", "float literal {0} is too large; expected at most 1.7976931348623157e308"),
        MalformedNumber       = new("CL0008", "malformed number '{0}'; expected an Int or a Float"),
        UnknownHash           = new("CL0009", "unknown '#' syntax '{0}'; expected #t, #f or #|"),
        UnexpectedCloser      = new("CL0010", "unexpected '{0}'; expected an expression or the end of the file"),
        NothingQuoted         = new("CL0011", "unexpected {0}; expected a datum after '"),
        WrongCloser           = new("CL0012", "expected '{0}' to close the '{1}' at {2}:{3}, found '{4}'"),
        NotClosed             = new("CL0013", "expected '{0}' to close this '{1}', found the end of the file"),
        OddDict               = new("CL0014", "a dict literal needs an even number of forms; expected a value before '}}'"),
        HalfOfAPair           = new("CL0015", "half of a surrogate pair; expected text that UTF-8 can hold");
    // names
    public static readonly Message
        ReservedBinding       = new("CL0020", "cannot bind '{0}': the name is reserved; expected another name"),
        EffectBinding         = new("CL0021", "cannot bind '{0}': names with ':' are effects; expected a name without ':'"),
        ReservedValue         = new("CL0022", "'{0}' is a reserved name, not a value; expected an expression"),
        SetLibrary            = new("CL0023", "set!: '{0}' is {1}; expected a variable that this file defines"),
        DuplicateParameter    = new("CL0024", "duplicate parameter '{0}'; expected different names"),
        UnboundName           = new("CL0025", "unbound name '{0}'{1}", IsWarning: true);
    // special forms
    public static readonly Message
        BadForm               = new("CL0030", "{0}: expected {1}"),
        MisplacedDefinition   = new("CL0031", "{0} may not stand here; expected it at the top level{1}"),
        ParameterExpected     = new("CL0032", "expected a parameter name"),
        RestName              = new("CL0033", "expected one name after '.' at the end of the parameter list"),
        BodyExpected          = new("CL0034", "expected a body"); // CL0039 is taken: it was "not supported yet"
    // records, patterns, annotations
    public static readonly Message
        RecordNameOfType      = new("CL0050", "cannot call a record '{0}': it is the name of a type; expected another name"),
        DuplicateField        = new("CL0051", "duplicate field '{0}'; expected different names"),
        DuplicateInPattern    = new("CL0052", "the name '{0}' stands twice in a pattern; expected different names"),
        BadPattern            = new("CL0053", "bad pattern; expected {0}"),
        PatternFieldCount     = new("CL0054", "the record {0} has {1} field{2}; expected as many patterns, got {3}"),
        UnknownType           = new("CL0055", "unknown type '{0}'; expected a type of the language, Any, Number, Record or a record");
    // modules
    public static readonly Message
        ImportedAndDefined    = new("CL0060", "'{0}' is imported and defined in the same file; expected one of the two"),
        ExportUndefined       = new("CL0061", "module: exported name '{0}' is not defined{1}; expected a definition in the module"),
        NotExported           = new("CL0062", "{0} does not export '{1}'{2}", IsWarning: true);
    // limits
    public static readonly Message
        TooManyArguments      = new("CL0040", "{0} arguments are too many here; expected at most {1}"),
        NestedTooDeeply       = new("CL0041", "{0} nested more than {1} deep; expected less nesting"),
        TooManyParameters     = new("CL0043", "{0} parameters are too many; expected at most {1}"),
        FunctionTooLarge      = new("CL0042", "the function '{0}' is too large; expected at most {1} {2}");
#pragma warning restore IDE0055
}

/// <summary>A message at a place of a source text.</summary>
public sealed record Diagnostic(Message Message, SourcePosition Position, string Text)
{
    private const int ExcerptWidthMax = 160, CaretColumnMax = 100;

    /// <summary>`file:line:column: error CLnnnn: text`, the line, and a caret below the column.</summary>
    public string Render(SourceText source)
    {
        string kind = Message.IsWarning ? "warning" : "error";
        var text = new StringBuilder($"{source.FileName}:{Position.Line}:{Position.Column}: {kind} {Message.Code}: {Text}");
        if (Position.Line >= 1 && Position.Line <= source.LineCount) AppendExcerpt(text, source.Line(Position.Line), Position.Column);
        return text.ToString();
    }

    // A long line is cut on both sides, so that the caret stays in view.
    private static void AppendExcerpt(StringBuilder text, string line, int column)
    {
        int at = OffsetOf(line, column), from = 0, to = line.Length;
        if (at > CaretColumnMax) from = at - (CaretColumnMax / 2);
        if (to - from > ExcerptWidthMax) to = from + ExcerptWidthMax;
        if (from > 0 && char.IsLowSurrogate(line[from])) from--;
        if (to < line.Length && char.IsLowSurrogate(line[to])) to--;
        string head = from > 0 ? "…" : "", tail = to < line.Length ? "…" : "";
        text.Append("\n  ").Append(head).Append(line, from, to - from).Append(tail).Append("\n  ").Append(head.Length > 0 ? " " : "");
        for (int i = from; i < at; i++)
            if (!char.IsLowSurrogate(line[i])) text.Append(line[i] == '\t' ? '\t' : ' ');
        text.Append('^');
    }

    private static int OffsetOf(string line, int column)
    {
        int offset = 0;
        for (int seen = 1; seen < column && offset < line.Length; seen++) offset += char.IsHighSurrogate(line[offset]) && offset + 1 < line.Length ? 2 : 1;
        return offset;
    }
}

/// <summary>Collects the diagnostics of one compile: the first twenty errors, and all warnings.</summary>
public sealed class DiagnosticBag
{
    public const int ErrorsMax = 20;

    private readonly List<Diagnostic> _errors = [], _warnings = [];

    public bool HasErrors => _errors.Count > 0;
    public bool IsFull => _errors.Count >= ErrorsMax;

    public void Report(Message message, SourcePosition position, params object[] arguments)
    {
        if (!message.IsWarning && IsFull) return;
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, message.Format, arguments);
        (message.IsWarning ? _warnings : _errors).Add(new Diagnostic(message, position, text));
    }

    public IEnumerable<Diagnostic> Errors => InOrder(_errors);
    public IEnumerable<Diagnostic> Warnings => InOrder(_warnings);

    private static IEnumerable<Diagnostic> InOrder(List<Diagnostic> list) => list.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column);
}
