using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using static ClaudeLang.Vm.Bytecode.Instruction;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>Valid chunks of random shape: every opcode, structured jumps and loops, nested functions. The same seed gives the same chunk.</summary>
internal sealed class RandomChunks(int seed)
{
    private readonly Random _random = new(seed);

    public Chunk Next() => Function(depth: 0, outerLocals: 8, outerCaptures: 8);

    private sealed class Body(Random random, Chunk shape)
    {
        private readonly List<uint> _code = [];
        private int _depth;
        public int DepthMax { get; private set; }
        public ImmutableArray<uint> Code => [.. _code];

        private void Emit(uint word)
        {
            _depth += Opcodes.Info(Op(word)).Pushes - Opcodes.PopsOf(word);
            DepthMax = Math.Max(DepthMax, _depth);
            _code.Add(word);
        }

        /// <summary>Pushes one value.</summary>
        public void Value(int size)
        {
            if (size <= 0) Leaf();
            else if (random.Next(6) == 0) Choice(size);
            else if (random.Next(8) == 0) Loop(size);
            else Operation(size);
        }

        private void Leaf()
        {
            switch (random.Next(8))
            {
                case 0: Emit(Pack(Pick(Opcode.Nil, Opcode.True, Opcode.False, Opcode.Empty, Opcode.Self))); break;
                case 1 when shape.Captures.Length > 0: Emit(PackU24(Opcode.CaptureGet, random.Next(shape.Captures.Length))); break;
                case 2 when shape.Functions.Length > 0: Emit(PackU24(Opcode.Closure, random.Next(shape.Functions.Length))); break;
                case 3 when shape.Globals.Length > 0: Emit(PackU24(Opcode.GlobalGet, random.Next(shape.Globals.Length))); break;
                case 4: Emit(PackU24(Opcode.Const, random.Next(shape.Constants.Length))); break;
                case 5 when shape.LocalCount > 0: Emit(PackU24(Opcode.LocalGet, random.Next(shape.LocalCount))); break;
                default: Emit(PackS24(Opcode.Int, random.Next(S24Min, S24Max + 1))); break;
            }
        }

        /// <summary>Any instruction that has no jump, with its operands before it.</summary>
        private void Operation(int size)
        {
            OpcodeInfo info = Opcodes.Table[random.Next(Opcodes.Table.Count)];
            uint word = info.Shape switch { OperandShape.None => Pack(info.Op), OperandShape.Jump => Pack(Opcode.Nop), OperandShape.S24 => PackS24(info.Op, random.Next(-9, 9)), _ => Word(info) };
            if (Op(word) == Opcode.Return || Opcodes.Info(Op(word)).Shape == OperandShape.U24 && Op(word) == Opcode.TailCall || Op(word) == Opcode.TailCallGlobal) word = Pack(Opcode.Nop);
            int pops = Opcodes.PopsOf(word), pushes = Opcodes.Info(Op(word)).Pushes;
            for (int i = 0; i < pops; i++) Value((size - 1) / pops);
            Emit(word);
            for (; pushes > 1; pushes--) Emit(Pack(Opcode.Pop));
            if (pushes == 0) Leaf();
        }

        private uint Word(OpcodeInfo info) => info.Op switch
        {
            Opcode.Const => PackU24(info.Op, random.Next(shape.Constants.Length)),
            Opcode.BoxGet => PackU24(info.Op, 0),
            Opcode.Effect => PackU16U8(info.Op, 0, random.Next(4)),
            Opcode.CallBuiltin => PackU16U8(info.Op, random.Next(U16Max + 1), random.Next(4)),
            Opcode.Call => PackU24(info.Op, random.Next(4)),
            Opcode.LocalGet or Opcode.LocalSet when shape.LocalCount > 0 => PackU24(info.Op, random.Next(shape.LocalCount)),
            Opcode.CaptureGet when shape.Captures.Length > 0 => PackU24(info.Op, random.Next(shape.Captures.Length)),
            Opcode.Closure when shape.Functions.Length > 0 => PackU24(info.Op, random.Next(shape.Functions.Length)),
            Opcode.GlobalGet or Opcode.GlobalSet or Opcode.GlobalDefine or Opcode.GlobalCheck when shape.Globals.Length > 0 => PackU24(info.Op, 0),
            Opcode.CallGlobal when shape.Globals.Length > 1 => PackU16U8(info.Op, 1, shape.Globals[1].ParamCount),
            _ => Pack(Opcode.Nop),
        };

        private void Choice(int size)
        {
            Value(size / 3);
            Opcode op = Pick(Opcode.JumpFalse, Opcode.JumpTrue, Opcode.JumpFalseKeep, Opcode.JumpTrueKeep);
            int branch = Open(op);
            Value(size / 3);
            if (op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep) { Close(branch); return; }
            int end = Open(Opcode.Jump);
            _depth--;
            Close(branch);
            Value(size / 3);
            Close(end);
        }

        private void Loop(int size)
        {
            int head = _code.Count;
            Value(size / 3);
            int exit = Open(Opcode.JumpFalse);
            Value(size / 3);
            Emit(Pack(Opcode.Pop));
            Emit(PackS24(Opcode.Loop, head - _code.Count - 1));
            Close(exit);
            Leaf();
        }

        public void End()
        {
            if (random.Next(3) == 0) Emit(PackU24(Opcode.TailCall, 0));
            else Emit(Pack(Opcode.Return));
        }

        private int Open(Opcode op)
        {
            Emit(Pack(op));
            return _code.Count - 1;
        }

        private void Close(int jump) => _code[jump] = PackS24(Op(_code[jump]), _code.Count - jump - 1);

        private Opcode Pick(params Opcode[] ops) => ops[random.Next(ops.Length)];
    }

    private Chunk Function(int depth, int outerLocals, int outerCaptures)
    {
        int paramCount = _random.Next(4), locals = paramCount + 1 + _random.Next(4), captureCount = _random.Next(3);
        Capture[] captures = [.. Enumerable.Range(0, captureCount).Select(_ =>
            outerCaptures > 0 && _random.Next(2) == 0 ? new Capture(false, _random.Next(outerCaptures)) : new Capture(true, _random.Next(outerLocals)))];
        Chunk[] functions = depth == 3 ? [] : [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Function(depth + 1, locals, captureCount))];
        var shape = new Chunk
        {
            Name = Name(),
            ParamCount = paramCount,
            HasRest = _random.Next(2) == 0,
            LocalCount = locals,
            OperandDepthMax = 0,
            Code = [],
            Constants = [new Constant.Symbol(Name()), .. Enumerable.Range(0, _random.Next(6)).Select(_ => Datum(3))],
            Globals = _random.Next(3) == 0 ? [] : [new GlobalRef("v", GlobalKind.Variable), new GlobalRef("g", GlobalKind.Function, 2)],
            Functions = [.. functions],
            Captures = [.. captures],
        };
        var body = new Body(_random, shape);
        body.Value(_random.Next(60));
        body.End();
        SourcePosition[] positions = _random.Next(2) == 0 ? [] : [.. body.Code.Select(_ => new SourcePosition(_random.Next(1000), _random.Next(200)))];
        return shape.With(code: body.Code, operandDepthMax: body.DepthMax, positions: [.. positions]);
    }

    private Constant Datum(int depth) => _random.Next(depth > 0 ? 10 : 8) switch
    {
        0 => new Constant.Nil(),
        1 => new Constant.Bool(_random.Next(2) == 0),
        2 => new Constant.Int(_random.NextInt64(long.MinValue, long.MaxValue)),
        3 => new Constant.Int(_random.Next(-100, 100)),
        4 => new Constant.Float(BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue))),
        5 => new Constant.String(Name()),
        6 => new Constant.Symbol(Name()),
        7 => new Constant.Keyword(Name()),
        8 => new Constant.List([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Datum(depth - 1))]),
        _ => new Constant.Dict([.. Enumerable.Range(0, 2 * _random.Next(3)).Select(_ => Datum(depth - 1))]),
    };

    private string Name()
    {
        const string letters = "ab:z-?!|\\\";#()[]{} \n\t\0,'é☃";
        int length = _random.Next(8);
        return string.Concat(Enumerable.Range(0, length).Select(_ => _random.Next(12) == 0 ? "\U0001F600" : letters[_random.Next(letters.Length)].ToString()));
    }
}
