using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// A chunk as bytes and back: what travels in a compile job, and what is hashed. Each chunk has one encoding, and <see cref="Decode"/>
/// takes nothing else, so equal bytes and equal chunks are the same thing.
/// <code>
///   "CLB" version flags(1 = with debug)   function
///   function = [name]  params  rest(0|1)  locals  operands  constants  globals  captures  code  unwinds  [positions inlined]  count of functions, each of them
/// </code>
/// </summary>
public static class ChunkCodec
{
    private static ReadOnlySpan<byte> Magic => "CLB"u8;
    private const byte Version = 2, Debug = 1;

    /// <exception cref="ArgumentException">Not a chunk that could run: a negative count, an unknown opcode, broken text.</exception>
    public static byte[] Encode(Chunk chunk, bool withDebug)
    {
        var writer = new ChunkWriter();
        foreach (byte b in Magic) writer.Byte(b);
        writer.Byte(Version);
        writer.Byte(withDebug ? Debug : (byte)0);
        var pending = new Stack<Chunk>([chunk]);
        while (pending.TryPop(out Chunk? next))
        {
            WriteFunction(writer, next, withDebug);
            for (int i = next.Functions.Length - 1; i >= 0; i--) pending.Push(next.Functions[i]);
        }
        return writer.ToArray();
    }

    private static void WriteFunction(ChunkWriter writer, Chunk chunk, bool withDebug)
    {
        if (withDebug) writer.Text(chunk.Name);
        writer.Number(chunk.ParamCount);
        writer.Byte(chunk.HasRest ? (byte)1 : (byte)0);
        writer.Number(chunk.LocalCount);
        writer.Number(chunk.OperandDepthMax);
        writer.Number(chunk.Constants.Length);
        foreach (Constant constant in chunk.Constants) ConstantCodec.Write(writer, constant);
        writer.Number(chunk.Globals.Length);
        foreach (GlobalRef global in chunk.Globals)
        {
            if (global.Kind > GlobalKind.Function) throw new ArgumentException($"No kind of global has the number {(byte)global.Kind}.");
            writer.Text(global.Name);
            writer.Byte((byte)((int)global.Kind | (global.HasRest ? 2 : 0) | (global.IsSelf ? 4 : 0)));
            writer.Number(global.ParamCount);
        }
        writer.Number(chunk.Captures.Length);
        foreach (Capture capture in chunk.Captures)
        {
            writer.Byte(capture.FromLocal ? (byte)1 : (byte)0);
            writer.Number(capture.Index);
        }
        writer.Number(chunk.Code.Length);
        foreach (uint word in chunk.Code) WriteInstruction(writer, word);
        WriteUnwinds(writer, chunk);
        if (withDebug)
        {
            WritePositions(writer, chunk);
            WriteInlinedLoops(writer, chunk);
        }
        writer.Number(chunk.Functions.Length);
    }

    private static void WriteUnwinds(ChunkWriter writer, Chunk chunk)
    {
        writer.Number(chunk.Unwinds.Length);
        foreach (UnwindRange range in chunk.Unwinds)
        {
            writer.Number(range.StartPc);
            writer.Number(range.EndPc);
            writer.Byte((byte)range.Kind);
            writer.Number(range.Target);
            writer.Number(range.Depth);
        }
    }

    private static void WriteInstruction(ChunkWriter writer, uint word)
    {
        OpcodeInfo info = Opcodes.Find(Instruction.Op(word)) ?? throw new ArgumentException($"No opcode has the number {(byte)word}.");
        writer.Byte((byte)info.Op);
        switch (info.Shape)
        {
            case OperandShape.None when word > byte.MaxValue: throw new ArgumentException($"{info.Name} has no operand, but the word is 0x{word:x8}.");
            case OperandShape.None: break;
            case OperandShape.U24: writer.Number(Instruction.U24(word)); break;
            case OperandShape.S24 or OperandShape.Jump: writer.Signed(Instruction.S24(word)); break;
            default:
                writer.Number(Instruction.U16(word));
                writer.Byte((byte)Instruction.U8(word));
                break;
        }
    }

    /// <summary>Each as its distance from the one before: most are two bytes.</summary>
    private static void WritePositions(ChunkWriter writer, Chunk chunk)
    {
        if (chunk.Positions.Length != 0 && chunk.Positions.Length != chunk.Code.Length) throw new ArgumentException("A chunk has positions for some of its instructions only.");
        writer.Byte(chunk.Positions.Length == 0 ? (byte)0 : (byte)1);
        SourcePosition last = default;
        foreach (SourcePosition position in chunk.Positions)
        {
            writer.Signed((long)position.Line - last.Line);
            writer.Signed((long)position.Column - last.Column);
            last = position;
        }
    }

    private static void WriteInlinedLoops(ChunkWriter writer, Chunk chunk)
    {
        writer.Number(chunk.InlinedLoops.Length);
        foreach (InlinedLoop loop in chunk.InlinedLoops)
        {
            writer.Number(loop.StartPc);
            writer.Number(loop.EndPc);
            writer.Text(loop.Name);
            writer.Byte(loop.IsTail ? (byte)1 : (byte)0);
            writer.Signed(loop.CallSite.Line);
            writer.Signed(loop.CallSite.Column);
        }
    }

    /// <summary>Reads what Encode wrote. Says nothing about whether the code makes sense: that is <see cref="ChunkVerifier"/>'s part.</summary>
    /// <exception cref="ChunkFormatException">Anything else, whatever the bytes are.</exception>
    public static Chunk Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ChunkReader(bytes);
        if (bytes.Length > ChunkLimits.BytesMax) throw reader.Bad($"it has more than {ChunkLimits.BytesMax} bytes");
        if (!reader.Take(Magic.Length).SequenceEqual(Magic)) throw reader.Bad("it does not begin with CLB");
        byte version = reader.Byte();
        if (version != Version) throw reader.Bad($"it has version {version}, and this program reads version {Version}");
        bool withDebug = Flag(ref reader, "the debug flag");
        Chunk chunk = ReadTree(ref reader, withDebug);
        if (reader.Remaining > 0) throw reader.Bad($"{reader.Remaining} bytes follow the end");
        return chunk;
    }

    /// <summary>A function whose nested functions are still to come.</summary>
    private sealed record Open(Chunk Chunk, int Count, ImmutableArray<Chunk>.Builder Functions);

    private static Chunk ReadTree(ref ChunkReader reader, bool withDebug)
    {
        var open = new Stack<Open>();
        while (true)
        {
            Chunk done = ReadFunction(ref reader, withDebug);
            int count = reader.Count(9, "functions");
            if (count > 0)
            {
                if (open.Count == ChunkLimits.FunctionDepthMax) throw reader.Bad($"functions are nested deeper than {ChunkLimits.FunctionDepthMax}");
                open.Push(new Open(done, count, ImmutableArray.CreateBuilder<Chunk>(Math.Min(count, 16))));
                continue;
            }
            while (true)
            {
                if (!open.TryPeek(out Open? around)) return done;
                around.Functions.Add(done);
                if (around.Functions.Count < around.Count) break;
                open.Pop();
                done = around.Chunk.With(functions: around.Functions.ToImmutable());
            }
        }
    }

    private static Chunk ReadFunction(ref ChunkReader reader, bool withDebug)
    {
        string name = withDebug ? reader.Text() : "";
        int paramCount = reader.Number(int.MaxValue, "the parameter count");
        bool hasRest = Flag(ref reader, "the rest flag");
        int localCount = reader.Number(int.MaxValue, "the local count");
        int operandDepthMax = reader.Number(int.MaxValue, "the operand depth");
        ImmutableArray<Constant> constants = ReadConstants(ref reader);
        ImmutableArray<GlobalRef> globals = ReadGlobals(ref reader);
        ImmutableArray<Capture> captures = ReadCaptures(ref reader);
        var code = new uint[reader.Count(1, "instructions")];
        for (int pc = 0; pc < code.Length; pc++) code[pc] = ReadInstruction(ref reader);
        ImmutableArray<UnwindRange> unwinds = ReadUnwinds(ref reader);
        return new Chunk
        {
            Name = name,
            ParamCount = paramCount,
            HasRest = hasRest,
            LocalCount = localCount,
            OperandDepthMax = operandDepthMax,
            Code = [.. code],
            Constants = constants,
            Globals = globals,
            Captures = captures,
            Unwinds = unwinds,
            Positions = withDebug ? ReadPositions(ref reader, code.Length) : [],
            InlinedLoops = withDebug ? ReadInlinedLoops(ref reader) : [],
        };
    }

    private static ImmutableArray<Constant> ReadConstants(ref ChunkReader reader)
    {
        int count = reader.Count(1, "constants");
        var constants = ImmutableArray.CreateBuilder<Constant>(count);
        while (constants.Count < count) constants.Add(ConstantCodec.Read(ref reader));
        return constants.MoveToImmutable();
    }

    private static ImmutableArray<GlobalRef> ReadGlobals(ref ChunkReader reader)
    {
        int count = reader.Count(3, "globals");
        var globals = ImmutableArray.CreateBuilder<GlobalRef>(count);
        while (globals.Count < count)
        {
            string name = reader.Text();
            int flags = reader.Byte();
            if (flags > 7) throw reader.Bad($"a global has the flags {flags}");
            globals.Add(new GlobalRef(name, (GlobalKind)(flags & 1), reader.Number(int.MaxValue, "a global's parameter count"), (flags & 2) != 0, (flags & 4) != 0));
        }
        return globals.MoveToImmutable();
    }

    private static ImmutableArray<Capture> ReadCaptures(ref ChunkReader reader)
    {
        int count = reader.Count(2, "captures");
        var captures = ImmutableArray.CreateBuilder<Capture>(count);
        while (captures.Count < count) captures.Add(new Capture(Flag(ref reader, "a capture's source"), reader.Number(int.MaxValue, "a capture's index")));
        return captures.MoveToImmutable();
    }

    private static ImmutableArray<UnwindRange> ReadUnwinds(ref ChunkReader reader)
    {
        int count = reader.Count(5, "unwind ranges");
        var unwinds = ImmutableArray.CreateBuilder<UnwindRange>(count);
        while (unwinds.Count < count)
        {
            int start = reader.Number(int.MaxValue, "the start of an unwind range"), end = reader.Number(int.MaxValue, "the end of an unwind range");
            byte kind = reader.Byte();
            if (kind > (byte)UnwindKind.Abandoned) throw reader.Bad($"an unwind range has the kind {kind}");
            unwinds.Add(new UnwindRange(start, end, (UnwindKind)kind, reader.Number(int.MaxValue, "a landing"), reader.Number(int.MaxValue, "a landing's depth")));
        }
        return unwinds.MoveToImmutable();
    }

    private static uint ReadInstruction(ref ChunkReader reader)
    {
        var op = (Opcode)reader.Byte();
        OpcodeInfo info = Opcodes.Find(op) ?? throw reader.Bad($"no opcode has the number {(byte)op}");
        switch (info.Shape)
        {
            case OperandShape.None: return Instruction.Pack(op);
            case OperandShape.U24: return Instruction.PackU24(op, reader.Number(Instruction.U24Max, $"the operand of {info.Name}"));
            case OperandShape.S24 or OperandShape.Jump:
                long n = reader.Signed();
                return n is >= Instruction.S24Min and <= Instruction.S24Max ? Instruction.PackS24(op, (int)n) : throw reader.Bad($"the operand of {info.Name} is {n}, beyond 24 bits");
            default: return Instruction.PackU16U8(op, reader.Number(Instruction.U16Max, $"the operand of {info.Name}"), reader.Byte());
        }
    }

    private static ImmutableArray<SourcePosition> ReadPositions(ref ChunkReader reader, int count)
    {
        if (!Flag(ref reader, "the positions flag")) return [];
        if (count == 0 || reader.Remaining / 2 < count) throw reader.Bad($"{count} positions do not fit into the {reader.Remaining} bytes that are left");
        var positions = new SourcePosition[count];
        SourcePosition last = default;
        for (int pc = 0; pc < count; pc++) positions[pc] = last = new SourcePosition(Moved(ref reader, last.Line), Moved(ref reader, last.Column));
        return [.. positions];
    }

    private static ImmutableArray<InlinedLoop> ReadInlinedLoops(ref ChunkReader reader)
    {
        int count = reader.Count(6, "inlined loops");
        var loops = ImmutableArray.CreateBuilder<InlinedLoop>(count);
        while (loops.Count < count)
        {
            int start = reader.Number(int.MaxValue, "the start of a loop"), end = reader.Number(int.MaxValue, "the end of a loop");
            loops.Add(new InlinedLoop(start, end, reader.Text(), Flag(ref reader, "a loop's tail flag"), new SourcePosition(Moved(ref reader, 0), Moved(ref reader, 0))));
        }
        return loops.MoveToImmutable();
    }

    private static int Moved(ref ChunkReader reader, int from)
    {
        long by = reader.Signed(), to = unchecked(from + by);
        return by is >= -uint.MaxValue and <= uint.MaxValue && to is >= int.MinValue and <= int.MaxValue ? (int)to : throw reader.Bad("a source position is out of range");
    }

    private static bool Flag(ref ChunkReader reader, string what)
    {
        byte b = reader.Byte();
        return b <= 1 ? b == 1 : throw reader.Bad($"{what} is {b}, neither 0 nor 1");
    }
}
