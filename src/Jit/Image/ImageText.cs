using System.Globalization;
using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// An image for people: each instruction with the names of what it touches, and behind each call what its site tells: kind, bytecode,
/// which slots and registers hold tagged values, how the interpreter frame is rebuilt.
/// </summary>
public static class ImageText
{
    private const int CommentColumn = 58;
    private static readonly string[] GprNames = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

    /// <param name="chunk">Gives the comments the instructions' names; may be left out.</param>
    public static string Print(CodeImage image, Chunk? chunk = null)
    {
        List<Iced.Intel.Instruction> instructions = Decode(image);
        var names = new Names(instructions, image);
        var formatter = new IntelFormatter(names);
        formatter.Options.HexPrefix = "0x";
        formatter.Options.HexSuffix = "";
        formatter.Options.SmallHexNumbersInDecimal = true;
        formatter.Options.SpaceAfterOperandSeparator = true;
        formatter.Options.MemorySizeOptions = MemorySizeOptions.Minimal;
        formatter.Options.RipRelativeAddresses = false;
        formatter.Options.ShowBranchSize = false;

        var text = new StringBuilder();
        Head(text, image, chunk);
        var output = new StringOutput();
        Dictionary<int, NativeSite> sites = image.Sites.ToDictionary(site => site.ReturnOffset);
        foreach (Iced.Intel.Instruction instruction in instructions)
        {
            if (names.LabelAt(instruction.IP) is { } label) text.Append(label).Append(":\n");
            formatter.Format(instruction, output);
            string line = $"  {instruction.IP:x4}  {output.ToStringAndReset()}";
            if (sites.TryGetValue((int)instruction.NextIP, out NativeSite? site) && instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall)
                line = $"{line.PadRight(CommentColumn)}; {Describe(site, chunk)}";
            text.Append(line).Append('\n');
        }
        Data(text, image);
        return text.ToString();
    }

    private static List<Iced.Intel.Instruction> Decode(CodeImage image)
    {
        var instructions = new List<Iced.Intel.Instruction>();
        var decoder = Iced.Intel.Decoder.Create(64, new ByteArrayCodeReader(image.Code.ToArray(), 0, image.CodeLength));
        while (decoder.IP < (ulong)image.CodeLength) instructions.Add(decoder.Decode());
        return instructions;
    }

    private static void Head(StringBuilder text, CodeImage image, Chunk? chunk)
    {
        text.Append(CultureInfo.InvariantCulture, $"; image {image.Key.Short} of {(chunk is null ? "function" : chunk.ToString())} {image.FunctionHash.Short}");
        text.Append(image.EntryPc == 0 ? "\n" : $", entered in its loop at {image.EntryPc}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"; {image.CpuLevel}, {image.CodeLength} bytes of code, {image.Code.Length - image.CodeLength} of data, {image.Sites.Length} sites, frames of at most {image.FrameWordsMax} words\n");
    }

    private static void Data(StringBuilder text, CodeImage image)
    {
        for (int at = image.DataOffset; at + 8 <= image.Code.Length; at += 8)
        {
            if (at == image.DataOffset) text.Append("data:\n");
            ulong word = BitConverter.ToUInt64(image.Code.AsSpan(at, 8));
            text.Append(CultureInfo.InvariantCulture, $"  {at:x4}  0x{word:x16}  ; {BitConverter.UInt64BitsToDouble(word):R}\n");
        }
    }

    private static string Describe(NativeSite site, Chunk? chunk)
    {
        var text = new StringBuilder(site.Kind switch { SiteKind.Call => "call", SiteKind.Poll => "poll", SiteKind.Deopt or SiteKind.DeoptInPlace => "deopt", SiteKind.Control => "control", _ => "runtime call" });
        if (Reasons.Info(site.Reason) is { Reason: not DeoptReason.None } reason) text.Append(CultureInfo.InvariantCulture, $" ({reason.Text})");
        text.Append(CultureInfo.InvariantCulture, $" at {site.BytecodePc}");
        if (chunk is not null && site.BytecodePc < chunk.Code.Length) text.Append(' ').Append(Opcodes.Find(Vm.Bytecode.Instruction.Op(chunk.Code[site.BytecodePc]))?.Name);
        string[] tagged = [.. Enumerable.Range(0, 16).Where(r => (site.TaggedGprs & (1u << r)) != 0).Select(r => GprNames[r]), .. site.TaggedSlots.Select(s => $"s{s}")];
        if (tagged.Length > 0) text.Append("; tagged ").AppendJoin(' ', tagged);
        if (site.Snapshot is not null) AppendFrame(text.Append("; frame"), site.Snapshot, site.BytecodePc, chunk);
        foreach (Snapshot caller in site.Callers) AppendFrame(text.Append("; in"), caller, -1, chunk);
        return text.ToString();
    }

    private static void AppendFrame(StringBuilder text, Snapshot frame, int knownPc, Chunk? chunk)
    {
        if (frame.BytecodePc != knownPc) text.Append(CultureInfo.InvariantCulture, $" at {frame.BytecodePc}");
        int locals = Math.Min(chunk?.LocalCount ?? 0, frame.Slots.Length);
        for (int i = 0; i < frame.Slots.Length; i++)
            text.Append(i == locals && i > 0 ? " | " : " ").Append(Describe(frame.Slots[i]));
    }

    private static string Describe(SlotSource source) => source.Kind switch
    {
        SlotSourceKind.Constant => ConstantText(new Value(source.Operand)),
        SlotSourceKind.Gpr => GprNames[source.Operand & 15],
        SlotSourceKind.Xmm => $"xmm{source.Operand}",
        SlotSourceKind.Slot => $"s{source.Operand}",
        SlotSourceKind.FloatSlot => $"float s{source.Operand}",
        SlotSourceKind.GprBool => $"bool {GprNames[source.Operand & 15]}",
        SlotSourceKind.BoolSlot => $"bool s{source.Operand}",
        SlotSourceKind.Arg => $"arg{source.Operand}",
        SlotSourceKind.Global => $"global{source.Operand}",
        _ => $"constant{source.Operand}",
    };

    private static string ConstantText(Value value) => value.Bits switch
    {
        Value.NilBits => "nil",
        Value.TrueBits => "true",
        Value.FalseBits => "false",
        Value.EmptyBits => "[]",
        Value.UnboundBits => "unbound",
        _ => value.ToString(),
    };

    /// <summary>Names for branch targets, the context's fields and the data.</summary>
    private sealed class Names : ISymbolResolver
    {
        private static readonly Dictionary<long, string> Fields = typeof(ExecContext).GetFields()
            .Where(field => !field.IsLiteral)
            .ToDictionary(field => System.Runtime.InteropServices.Marshal.OffsetOf<ExecContext>(field.Name).ToInt64(), field => field.Name);

        private readonly Dictionary<ulong, string> _labels = [];
        private readonly CodeImage _image;

        public Names(List<Iced.Intel.Instruction> instructions, CodeImage image)
        {
            _image = image;
            _labels[(ulong)image.EntryOffset] = "entry";
            foreach (ulong target in instructions.Where(i => i.Op0Kind == OpKind.NearBranch64).Select(i => i.NearBranchTarget).Order())
                _labels.TryAdd(target, $"L{_labels.Count}");
        }

        public string? LabelAt(ulong offset) => _labels.GetValueOrDefault(offset);

        public bool TryGetSymbol(in Iced.Intel.Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            string? name = instruction.GetOpKind(instructionOperand) switch
            {
                OpKind.NearBranch64 => LabelAt(address),
                OpKind.Memory when instruction.MemoryBase == Register.R13 => FieldAt((long)address),
                OpKind.Memory when instruction.IsIPRelativeMemoryOperand => $"data{(long)address - _image.DataOffset:+0;-0;+0}",
                _ => null,
            };
            symbol = name is null ? default : new SymbolResult(address, name);
            return name is not null;
        }

        private static string? FieldAt(long offset) =>
            offset >= ExecContext.ArgsOffset ? $"Args{(offset - ExecContext.ArgsOffset) / 8}" : Fields.GetValueOrDefault(offset);
    }
}
