using System.Collections.Immutable;
using System.Globalization;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Text that is no chunk. Lines count from 1.</summary>
public sealed class ChunkTextException(int line, string message) : Exception($"line {line}: {message}")
{
    public int Line { get; } = line;
}

/// <summary>Reads what <see cref="ChunkText"/> describes, line by line.</summary>
internal sealed class ChunkTextParser(string text)
{
    /// <summary>One function as far as it is read.</summary>
    private sealed class Draft
    {
        public string Name = "";
        public int Around = -1, Line, ParamCount, LocalCount, OperandDepthMax;
        public bool HasRest;
        public readonly List<uint> Code = [];
        public readonly List<Constant> Constants = [];
        public readonly List<GlobalRef> Globals = [];
        public readonly List<Capture> Captures = [];
        public readonly List<SourcePosition> Positions = [];
        public readonly List<UnwindRange> Unwinds = [];
        public readonly List<InlinedLoop> InlinedLoops = [];
        public readonly List<Chunk> Functions = [];
        public readonly Dictionary<string, int> Labels = [];
        public readonly List<(int Pc, string Label, int Line)> Jumps = [];
    }

    private static readonly Dictionary<string, OpcodeInfo> ByName = Opcodes.Table.ToDictionary(row => row.Name);

    private readonly List<Draft> _drafts = [];
    private int _line;

    public Chunk Parse()
    {
        foreach (string line in text.Split('\n'))
        {
            _line++;
            var words = new LineWords(line, _line);
            if (words.AtEnd) continue;
            ParseLine(words);
            if (!words.AtEnd) throw Bad($"'{words.Next()}' is one word too many");
        }
        if (_drafts.Count == 0) throw Bad("there is no chunk");
        for (int number = _drafts.Count - 1; number > 0; number--) _drafts[_drafts[number].Around].Functions.Insert(0, Finish(_drafts[number]));
        return Finish(_drafts[0]);
    }

    private ChunkTextException Bad(string message) => new(_line, message);

    private void ParseLine(LineWords words)
    {
        switch (words.Peek())
        {
            case "chunk": ParseHead(words); break;
            case "constant": Numbered(words, Current.Constants.Count); Current.Constants.Add(words.Constant()); break;
            case "global": Numbered(words, Current.Globals.Count); Current.Globals.Add(ParseGlobal(words)); break;
            case "capture": Numbered(words, Current.Captures.Count); Current.Captures.Add(ParseCapture(words)); break;
            case "unwind": words.Next(); Current.Unwinds.Add(ParseUnwind(words)); break;
            case "inlined": words.Next(); Current.InlinedLoops.Add(ParseInlined(words)); break;
            default: ParseInstruction(words, Current); break;
        }
    }

    private Draft Current => _drafts.Count > 0 ? _drafts[^1] : throw Bad("a line that says chunk has to come first");

    /// <summary>`constant 3 =`</summary>
    private void Numbered(LineWords words, int expected)
    {
        string what = words.Next();
        if (words.Int() != expected) throw Bad($"this should be {what} {expected}");
        words.Expect("=");
    }

    private void ParseHead(LineWords words)
    {
        words.Next();
        if (words.Int() != _drafts.Count) throw Bad($"this should be chunk {_drafts.Count}");
        var draft = new Draft { Line = _line };
        if (words.Skip("in")) draft.Around = words.Int();
        if (draft.Around >= _drafts.Count || draft.Around < 0 != (_drafts.Count == 0)) throw Bad("a chunk other than the first stands in an earlier one");
        draft.Name = words.Quoted('"');
        int? locals = null;
        while (!words.AtEnd)
        {
            if (words.Skip("params")) draft.ParamCount = words.Int();
            else if (words.Skip("rest")) draft.HasRest = true;
            else if (words.Skip("locals")) locals = words.Int();
            else if (words.Skip("operands")) draft.OperandDepthMax = words.Int();
            else throw Bad($"params, rest, locals or operands expected, not '{words.Next()}'");
        }
        draft.LocalCount = locals ?? draft.ParamCount + (draft.HasRest ? 1 : 0);
        _drafts.Add(draft);
    }

    private GlobalRef ParseGlobal(LineWords words)
    {
        string name = words.Name();
        string kind = words.Next();
        if (kind is not ("function" or "variable")) throw Bad($"function or variable expected, not '{kind}'");
        int paramCount = words.Skip("params") ? words.Int() : 0;
        return new GlobalRef(name, kind == "function" ? GlobalKind.Function : GlobalKind.Variable, paramCount, words.Skip("rest"), words.Skip("self"));
    }

    private Capture ParseCapture(LineWords words)
    {
        string from = words.Next();
        return from is "local" or "capture" ? new Capture(from == "local", words.Int()) : throw Bad($"local or capture expected, not '{from}'");
    }

    private UnwindRange ParseUnwind(LineWords words)
    {
        int start = words.Int(), end = words.Int();
        string kind = words.Next();
        if (!Enum.TryParse(kind, ignoreCase: true, out UnwindKind parsed)) throw Bad($"catch, finally or handlers expected, not '{kind}'");
        return new UnwindRange(start, end, parsed, words.Int(), words.Int());
    }

    private InlinedLoop ParseInlined(LineWords words)
    {
        int start = words.Int(), end = words.Int();
        return new InlinedLoop(start, end, words.Quoted('"'), words.Skip("tail"), Position(words.Next()));
    }

    private SourcePosition Position(string word)
    {
        string[] parts = word.TrimStart('@').Split(':');
        return word.StartsWith('@') && parts.Length == 2 && Number(parts[0], out int line) && Number(parts[1], out int column)
            ? new SourcePosition(line, column)
            : throw Bad($"a position like @3:14 expected, not '{word}'");
    }

    private static bool Number(string word, out int n) => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out n);

    /// <summary>`12 label: @3:14 jump.false 20`</summary>
    private void ParseInstruction(LineWords words, Draft draft)
    {
        int pc = draft.Code.Count;
        if (Number(words.Peek(), out int number))
        {
            words.Next();
            if (number != pc) throw Bad($"this should be instruction {pc}");
        }
        if (words.Peek() is [not ':', .., ':'])
        {
            if (!draft.Labels.TryAdd(words.Peek()[..^1], pc)) throw Bad($"the label '{words.Peek()}' is there twice");
            words.Next();
        }
        if (words.Peek().StartsWith('@')) draft.Positions.Add(Position(words.Next()));
        draft.Code.Add(ParseWord(words, draft, pc));
        if (draft.Positions.Count != 0 && draft.Positions.Count != draft.Code.Count) throw Bad("either all instructions of a chunk have a position or none has");
    }

    private uint ParseWord(LineWords words, Draft draft, int pc)
    {
        string name = words.Next();
        if (name == "word") return words.Hex();
        if (!ByName.TryGetValue(name, out OpcodeInfo? info)) throw Bad($"there is no opcode '{name}'");
        switch (info.Shape)
        {
            case OperandShape.None: return Instruction.Pack(info.Op);
            case OperandShape.U24: return Instruction.PackU24(info.Op, words.Int(0, Instruction.U24Max));
            case OperandShape.S24: return Instruction.PackS24(info.Op, words.Int(Instruction.S24Min, Instruction.S24Max));
            case OperandShape.Jump when !Number(words.Peek(), out _):
                draft.Jumps.Add((pc, words.Next(), _line));
                return Instruction.Pack(info.Op);
            case OperandShape.Jump: return Instruction.PackS24(info.Op, words.Int(pc + 1 + Instruction.S24Min, pc + 1 + Instruction.S24Max) - pc - 1);
            default: return Instruction.PackU16U8(info.Op, words.Int(0, Instruction.U16Max), words.Int(0, Instruction.U8Max));
        }
    }

    private static Chunk Finish(Draft draft)
    {
        foreach ((int pc, string label, int line) in draft.Jumps)
        {
            if (!draft.Labels.TryGetValue(label, out int target)) throw new ChunkTextException(line, $"there is no label '{label}:' in this chunk");
            draft.Code[pc] = Instruction.PackS24(Instruction.Op(draft.Code[pc]), target - pc - 1);
        }
        return new Chunk
        {
            Name = draft.Name,
            ParamCount = draft.ParamCount,
            HasRest = draft.HasRest,
            LocalCount = draft.LocalCount,
            OperandDepthMax = draft.OperandDepthMax,
            Code = [.. draft.Code],
            Constants = [.. draft.Constants],
            Globals = [.. draft.Globals],
            Captures = [.. draft.Captures],
            Positions = [.. draft.Positions],
            Unwinds = [.. draft.Unwinds],
            InlinedLoops = [.. draft.InlinedLoops],
            Functions = [.. draft.Functions],
        };
    }
}
