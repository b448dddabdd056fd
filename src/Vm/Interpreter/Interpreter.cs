using System.Runtime.CompilerServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using static ClaudeLang.Vm.Interpreter.FusedOpcode;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Why the dispatch loop stopped.</summary>
internal enum InterpreterExit
{
    /// <summary>A return into machine code, or out of the fiber's first frame: Result, and FiberSp at the return address.</summary>
    Returned,
    /// <summary>The dispatcher goes on as it was told: into machine code, or to another fiber.</summary>
    Leave,
    /// <summary>Pre-empted; the top frame goes on where its resume word says.</summary>
    Yield,
}

/// <summary>
/// The dispatch loop. Bodies here are the fast paths on fixnums and flonums; everything else is <see cref="Execution.Execute"/>,
/// which machine code shares. State lives in locals; before anything that may raise an error, collect or look at the stack it is
/// saved to the frame (<c>SAVE</c> below: FiberSp and the resume word).
/// </summary>
internal static unsafe partial class Interpreter
{
    // One method on purpose: the loop's state stays in registers.
    public static InterpreterExit Run(Execution execution, ExecContext* context)
    {
        ulong* fp = (ulong*)context->FiberSp;
        ulong resume = fp[InterpreterFrame.Resume];
        uint* pc = InterpreterFrame.ResumePc(resume);
        ulong* sp = fp + InterpreterFrame.LiveWords(resume);
        ulong* locals = fp + InterpreterFrame.Locals;
        FunctionHandle* h = HandleOf(fp[0]);
        ulong a, b, r;
        uint word;
        bool taken;

        while (true)
        {
            word = *pc++;
            switch ((byte)word)
            {
                // ---- constants and stack ----
                case (byte)Opcode.Nop: continue;
                case (byte)Opcode.Nil: *sp++ = Value.NilBits; continue;
                case (byte)Opcode.True: *sp++ = Value.TrueBits; continue;
                case (byte)Opcode.False: *sp++ = Value.FalseBits; continue;
                case (byte)Opcode.Empty: *sp++ = Value.EmptyBits; continue;
                case (byte)Opcode.Int: *sp++ = Fix(word); continue;
                case (byte)Opcode.Const: *sp++ = h->Constants[word >> 8]; continue;
                case (byte)Opcode.Pop: sp--; continue;
                case (byte)Opcode.Dup: *sp = sp[-1]; sp++; continue;
                case (byte)Opcode.Swap: a = sp[-1]; sp[-1] = sp[-2]; sp[-2] = a; continue;

                // ---- variables ----
                case (byte)Opcode.LocalGet: *sp++ = locals[word >> 8]; continue;
                case (byte)Opcode.LocalSet: locals[word >> 8] = *--sp; continue;
                case GetGet: sp[0] = locals[word >> 8]; sp[1] = locals[pc[0] >> 8]; sp += 2; pc++; continue;
                case Move: locals[pc[0] >> 8] = locals[word >> 8]; pc++; continue;
                case SetLoop:
                    locals[word >> 8] = *--sp;
                    word = *pc++;
                    goto Loop;
                case SetSet: locals[word >> 8] = sp[-1]; locals[pc[0] >> 8] = sp[-2]; sp -= 2; pc++; continue;
                case (byte)Opcode.CaptureGet: *sp++ = *(ulong*)(fp[0] - Value.HeapTag + ObjectLayout.ClosureCaptured + ((word >> 8) * 8)); continue;
                case (byte)Opcode.Self: *sp++ = fp[0]; continue;
                case (byte)Opcode.BoxGet:
                    a = *(ulong*)(sp[-1] - Value.HeapTag + ObjectLayout.BoxValue);
                    if (a == Value.UnboundBits) goto Unary;
                    sp[-1] = a;
                    continue;
                case (byte)Opcode.GlobalGet:
                    a = *h->Globals[word >> 8];
                    if (a == Value.UnboundBits) goto Nullary;
                    *sp++ = a;
                    continue;
                case (byte)Opcode.GlobalCheck:
                    if (*h->Globals[word >> 8] != Value.UnboundBits) continue;
                    goto Nullary;
                case (byte)Opcode.GlobalDefine:
                    SaveAt(context, fp, pc, sp);
                    execution.Execute(h, (int)(pc - 1 - h->Code), --sp);
                    continue;
                case (byte)Opcode.GlobalSet:
                    a = *--sp;
                    // A reference takes the write barrier.
                    if ((a & Value.TagMask) == Value.HeapTag || *h->Globals[word >> 8] == Value.UnboundBits)
                    {
                        SaveAt(context, fp, pc, sp + 1);
                        execution.Execute(h, (int)(pc - 1 - h->Code), sp);
                        continue;
                    }
                    *h->Globals[word >> 8] = a;
                    continue;

                // ---- arithmetic ----
                case AddReturn:
                    if (!Plus(h, pc, sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    goto Return;
                case (byte)Opcode.Add:
                    if (!Plus(h, pc, sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Sub:
                    if (!Minus(h, pc, sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Mul:
                    if (!Times(h, pc, sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Div:
                    a = sp[-2]; b = sp[-1];
                    if ((a & b & 1) == 0 || ((a | b) & 2) != 0) goto Binary;
                    MarkFloat(h, pc);
                    if (!Encode(Double(a) / Double(b), out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Quotient:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b) || b == 0 || (long)b == -2) goto Binary;
                    sp--;
                    sp[-1] = (ulong)((long)a / (long)b) << 1;
                    continue;
                case (byte)Opcode.Rem:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b) || b == 0 || (long)b == -2) goto Binary;
                    sp--;
                    sp[-1] = (ulong)((long)a % (long)b);
                    continue;
                case (byte)Opcode.Mod:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b) || b == 0 || (long)b == -2) goto Binary;
                    r = (ulong)((long)a % (long)b);
                    if (r != 0 && (long)(r ^ b) < 0) r += b;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.BitAnd:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b)) goto Binary;
                    sp--;
                    sp[-1] = a & b;
                    continue;
                case (byte)Opcode.BitOr:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b)) goto Binary;
                    sp--;
                    sp[-1] = a | b;
                    continue;
                case (byte)Opcode.BitXor:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b)) goto Binary;
                    sp--;
                    sp[-1] = a ^ b;
                    continue;
                case (byte)Opcode.BitNot:
                    if ((sp[-1] & 1) != 0) goto Unary;
                    sp[-1] ^= ~1UL;
                    continue;
                case (byte)Opcode.Shl:
                    if (!ShiftLeft(sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Shr:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b) || b > ShiftMax) goto Binary;
                    sp--;
                    sp[-1] = (ulong)((long)a >> (int)(b >> 1)) & ~1UL;
                    continue;
                case (byte)Opcode.Ushr:
                    // The top bits of a negative Int make a big one.
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b) || b > ShiftMax || (long)a < 0) goto Binary;
                    sp--;
                    sp[-1] = (a >> (int)(b >> 1)) & ~1UL;
                    continue;
                case (byte)Opcode.AddWrap:
                    a = sp[-2]; b = sp[-1]; r = a + b;
                    if (!BothFixnums(a, b) || (long)((a ^ r) & (b ^ r)) < 0) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.SubWrap:
                    a = sp[-2]; b = sp[-1]; r = a - b;
                    if (!BothFixnums(a, b) || (long)((a ^ b) & (a ^ r)) < 0) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.MulWrap:
                    if (!BothFixnums(sp[-2], sp[-1]) || !MultiplyFixnums(sp[-2], sp[-1], out r)) goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Sqrt:
                    a = sp[-1];
                    if ((a & 3) != 1 || !Encode(Math.Sqrt(Double(a)), out r)) goto Unary;
                    MarkFloat(h, pc);
                    sp[-1] = r;
                    continue;

                // ---- comparison, boolean ----
                case (byte)Opcode.Lt:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) r = Bool((long)a < (long)b);
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); r = Bool(Double(a) < Double(b)); }
                    else goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Le:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) r = Bool((long)a <= (long)b);
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); r = Bool(Double(a) <= Double(b)); }
                    else goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Gt:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) r = Bool((long)a > (long)b);
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); r = Bool(Double(a) > Double(b)); }
                    else goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Ge:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) r = Bool((long)a >= (long)b);
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); r = Bool(Double(a) >= Double(b)); }
                    else goto Binary;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Eq:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b)) goto Binary;
                    sp--;
                    sp[-1] = Bool(a == b);
                    continue;
                case (byte)Opcode.Ne:
                    a = sp[-2]; b = sp[-1];
                    if (!BothFixnums(a, b)) goto Binary;
                    sp--;
                    sp[-1] = Bool(a != b);
                    continue;
                case (byte)Opcode.Not: sp[-1] = Bool((sp[-1] & ~Value.TruthMask) == Value.NilBits); continue;
                case (byte)Opcode.IsNil: sp[-1] = Bool(sp[-1] == Value.NilBits); continue;

                // ---- jumps ----
                case (byte)Opcode.Jump: pc += (int)word >> 8; continue;
                case (byte)Opcode.JumpFalse:
                    if ((*--sp & ~Value.TruthMask) == Value.NilBits) pc += (int)word >> 8;
                    continue;
                case (byte)Opcode.JumpTrue:
                    if ((*--sp & ~Value.TruthMask) != Value.NilBits) pc += (int)word >> 8;
                    continue;
                case (byte)Opcode.JumpFalseKeep:
                    if ((sp[-1] & ~Value.TruthMask) == Value.NilBits) pc += (int)word >> 8;
                    else sp--;
                    continue;
                case (byte)Opcode.JumpTrueKeep:
                    if ((sp[-1] & ~Value.TruthMask) != Value.NilBits) pc += (int)word >> 8;
                    else sp--;
                    continue;
                case LtJump:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) taken = (long)a < (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); taken = Double(a) < Double(b); }
                    else goto Binary;
                    sp -= 2;
                    pc += taken ? 1 : 1 + ((int)pc[0] >> 8);
                    continue;
                case ConstLtJump:
                    a = sp[-1]; b = h->Constants[word >> 8];
                    if (BothFixnums(a, b)) taken = (long)a < (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 1); taken = Double(a) < Double(b); }
                    else { *sp++ = b; continue; }
                    sp--;
                    pc += taken ? 2 : 2 + ((int)pc[1] >> 8);
                    continue;
                case LeJump:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) taken = (long)a <= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); taken = Double(a) <= Double(b); }
                    else goto Binary;
                    sp -= 2;
                    pc += taken ? 1 : 1 + ((int)pc[0] >> 8);
                    continue;
                case ConstLeJump:
                    a = sp[-1]; b = h->Constants[word >> 8];
                    if (BothFixnums(a, b)) taken = (long)a <= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 1); taken = Double(a) <= Double(b); }
                    else { *sp++ = b; continue; }
                    sp--;
                    pc += taken ? 2 : 2 + ((int)pc[1] >> 8);
                    continue;
                case GtJump:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) taken = (long)a > (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); taken = Double(a) > Double(b); }
                    else goto Binary;
                    sp -= 2;
                    pc += taken ? 1 : 1 + ((int)pc[0] >> 8);
                    continue;
                case ConstGtJump:
                    a = sp[-1]; b = h->Constants[word >> 8];
                    if (BothFixnums(a, b)) taken = (long)a > (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 1); taken = Double(a) > Double(b); }
                    else { *sp++ = b; continue; }
                    sp--;
                    pc += taken ? 2 : 2 + ((int)pc[1] >> 8);
                    continue;
                case GeJump:
                    a = sp[-2]; b = sp[-1];
                    if (BothFixnums(a, b)) taken = (long)a >= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc); taken = Double(a) >= Double(b); }
                    else goto Binary;
                    sp -= 2;
                    pc += taken ? 1 : 1 + ((int)pc[0] >> 8);
                    continue;
                case ConstGeJump:
                    a = sp[-1]; b = h->Constants[word >> 8];
                    if (BothFixnums(a, b)) taken = (long)a >= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 1); taken = Double(a) >= Double(b); }
                    else { *sp++ = b; continue; }
                    sp--;
                    pc += taken ? 2 : 2 + ((int)pc[1] >> 8);
                    continue;
                case EqJump:
                    if (!BothFixnums(sp[-2], sp[-1])) goto case (byte)Opcode.Eq;
                    sp -= 2;
                    pc += sp[0] == sp[1] ? 1 : 1 + ((int)pc[0] >> 8);
                    continue;

                // ---- fused: locals and small Ints ----
                case GetReturn:
                    *sp++ = locals[word >> 8];
                    goto Return;
                case AddImm:
                    a = sp[-1]; b = Fix(word); r = a + b;
                    if ((a & 1) != 0 || (long)((a ^ r) & (b ^ r)) < 0) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case SubImm:
                    a = sp[-1]; b = Fix(word); r = a - b;
                    if ((a & 1) != 0 || (long)((a ^ b) & (a ^ r)) < 0) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case MulImm:
                    b = Fix(word);
                    if ((sp[-1] & 1) != 0 || !MultiplyByImmediate(sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case BitAndImm:
                    b = Fix(word);
                    if ((sp[-1] & 1) != 0) { *sp++ = b; continue; }
                    sp[-1] &= b;
                    pc++;
                    continue;
                case BitAndConst:
                    b = h->Constants[word >> 8];
                    if (!BothFixnums(sp[-1], b)) { *sp++ = b; continue; }
                    sp[-1] &= b;
                    pc++;
                    continue;
                case BitAndConstSet:
                    b = h->Constants[word >> 8];
                    if (!BothFixnums(sp[-1], b)) { *sp++ = b; continue; }
                    locals[pc[1] >> 8] = *--sp & b;
                    pc += 2;
                    continue;
                case BitXorLocal:
                    b = locals[word >> 8];
                    if (!BothFixnums(sp[-1], b)) { *sp++ = b; continue; }
                    sp[-1] ^= b;
                    pc++;
                    continue;
                case LocalLocalBitAnd:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (!BothFixnums(a, b)) { *sp++ = a; continue; }
                    *sp++ = a & b;
                    pc += 2;
                    continue;
                case LocalLocalBitXor:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (!BothFixnums(a, b)) { *sp++ = a; continue; }
                    *sp++ = a ^ b;
                    pc += 2;
                    continue;
                case ShlImm:
                    b = Fix(word);
                    if (!ShiftLeft(sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case UshrImm:
                    a = sp[-1]; b = Fix(word);
                    if ((a & 1) != 0 || (long)a < 0 || b > ShiftMax) { *sp++ = b; continue; }
                    sp[-1] = (a >> (int)(b >> 1)) & ~1UL;
                    pc++;
                    continue;
                case LocalUshrImm:
                    a = locals[word >> 8]; b = Fix(pc[0]);
                    if ((a & 1) != 0 || (long)a < 0 || b > ShiftMax) { *sp++ = a; continue; }
                    *sp++ = (a >> (int)(b >> 1)) & ~1UL;
                    pc += 2;
                    continue;
                case LocalMulImm:
                    a = locals[word >> 8];
                    if ((a & 1) != 0 || !MultiplyByImmediate(a, Fix(pc[0]), out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalMulImmAddConst:
                    a = locals[word >> 8]; b = h->Constants[pc[2] >> 8];
                    if (!BothFixnums(a, b) || !MultiplyByImmediate(a, Fix(pc[0]), out r) || (long)((r ^ (r + b)) & (b ^ (r + b))) < 0) { *sp++ = a; continue; }
                    *sp++ = r + b;
                    pc += 4;
                    continue;
                case AddLocal:
                    b = locals[word >> 8];
                    if (!Plus(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case AddConst:
                    b = h->Constants[word >> 8];
                    if (!Plus(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case SubLocal:
                    b = locals[word >> 8];
                    if (!Minus(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case SubConst:
                    b = h->Constants[word >> 8];
                    if (!Minus(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case MulLocal:
                    b = locals[word >> 8];
                    if (!Times(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case MulConst:
                    b = h->Constants[word >> 8];
                    if (!Times(h, pc + 1, sp[-1], b, out r)) { *sp++ = b; continue; }
                    sp[-1] = r;
                    pc++;
                    continue;
                case LocalAddImm:
                    a = locals[word >> 8]; b = Fix(pc[0]); r = a + b;
                    if ((a & 1) != 0 || (long)((a ^ r) & (b ^ r)) < 0) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalSubImm:
                    a = locals[word >> 8]; b = Fix(pc[0]); r = a - b;
                    if ((a & 1) != 0 || (long)((a ^ b) & (a ^ r)) < 0) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalAddImmSet:
                    a = locals[word >> 8]; b = Fix(pc[0]); r = a + b;
                    if ((a & 1) != 0 || (long)((a ^ r) & (b ^ r)) < 0) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 3;
                    continue;
                case LocalSubImmSet:
                    a = locals[word >> 8]; b = Fix(pc[0]); r = a - b;
                    if ((a & 1) != 0 || (long)((a ^ b) & (a ^ r)) < 0) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 3;
                    continue;
                case LocalAddImmSetLoop:
                    a = locals[word >> 8]; b = Fix(pc[0]); r = a + b;
                    if ((a & 1) != 0 || (long)((a ^ r) & (b ^ r)) < 0) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 4;
                    word = pc[-1];
                    goto Loop;
                case LocalLocalAdd:
                    a = locals[word >> 8];
                    if (!Plus(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalLocalAddSet:
                    a = locals[word >> 8];
                    if (!Plus(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 3;
                    continue;
                case LocalLocalSub:
                    a = locals[word >> 8];
                    if (!Minus(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalLocalSubSet:
                    a = locals[word >> 8];
                    if (!Minus(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 3;
                    continue;
                case LocalLocalMul:
                    a = locals[word >> 8];
                    if (!Times(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case LocalLocalMulSet:
                    a = locals[word >> 8];
                    if (!Times(h, pc + 2, a, locals[pc[0] >> 8], out r)) { *sp++ = a; continue; }
                    locals[pc[2] >> 8] = r;
                    pc += 3;
                    continue;
                case MulAdd:
                    if (!TimesPlus(h, pc, sp[-2], sp[-1], sp[-3], pc + 1, out r)) goto case (byte)Opcode.Mul;
                    sp -= 2;
                    sp[-1] = r;
                    pc++;
                    continue;
                case MulSub:
                    if (!TimesFrom(h, pc, sp[-2], sp[-1], sp[-3], pc + 1, out r)) goto case (byte)Opcode.Mul;
                    sp -= 2;
                    sp[-1] = r;
                    pc++;
                    continue;
                case MulAddLocal:
                    if (!TimesPlus(h, pc, sp[-2], sp[-1], locals[pc[0] >> 8], pc + 2, out r)) goto case (byte)Opcode.Mul;
                    sp--;
                    sp[-1] = r;
                    pc += 2;
                    continue;
                case LocalLocalLocalMulAdd:
                    a = locals[word >> 8];
                    if (!TimesPlus(h, pc + 3, locals[pc[0] >> 8], locals[pc[1] >> 8], a, pc + 4, out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 4;
                    continue;
                case LocalLocalLocalMulAddSet:
                    a = locals[word >> 8];
                    if (!TimesPlus(h, pc + 3, locals[pc[0] >> 8], locals[pc[1] >> 8], a, pc + 4, out r)) { *sp++ = a; continue; }
                    locals[pc[4] >> 8] = r;
                    pc += 5;
                    continue;
                case AddSet:
                    if (!Plus(h, pc, sp[-2], sp[-1], out r)) goto Binary;
                    sp -= 2;
                    locals[pc[0] >> 8] = r;
                    pc++;
                    continue;
                case LocalLocalMulAddLocal:
                    a = locals[word >> 8];
                    if (!TimesPlus(h, pc + 2, a, locals[pc[0] >> 8], locals[pc[2] >> 8], pc + 4, out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 4;
                    continue;
                case LocalLocalSubAddLocal:
                    a = locals[word >> 8];
                    if (!MinusPlus(h, pc + 2, a, locals[pc[0] >> 8], locals[pc[2] >> 8], pc + 4, out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 4;
                    continue;
                case LocalLocalVectorRef:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (!IsElement(a, b)) { *sp++ = a; continue; }
                    *sp++ = *(ulong*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2));
                    pc += 2;
                    continue;
                case LocalImmLtJump:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += (long)a < (long)Fix(pc[0]) ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalLocalLtJump:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (BothFixnums(a, b)) taken = (long)a < (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 2); taken = Double(a) < Double(b); }
                    else { *sp++ = a; continue; }
                    pc += taken ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalImmLeJump:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += (long)a <= (long)Fix(pc[0]) ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalLocalLeJump:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (BothFixnums(a, b)) taken = (long)a <= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 2); taken = Double(a) <= Double(b); }
                    else { *sp++ = a; continue; }
                    pc += taken ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalImmGtJump:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += (long)a > (long)Fix(pc[0]) ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalLocalGtJump:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (BothFixnums(a, b)) taken = (long)a > (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 2); taken = Double(a) > Double(b); }
                    else { *sp++ = a; continue; }
                    pc += taken ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalImmGeJump:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += (long)a >= (long)Fix(pc[0]) ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalLocalGeJump:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (BothFixnums(a, b)) taken = (long)a >= (long)b;
                    else if (((a & b & 1) != 0 && ((a | b) & 2) == 0)) { MarkFloat(h, pc + 2); taken = Double(a) >= Double(b); }
                    else { *sp++ = a; continue; }
                    pc += taken ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalImmEqJump:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += a == Fix(pc[0]) ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalLocalEqJump:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (BothFixnums(a, b)) taken = a == b;
                    else { *sp++ = a; continue; }
                    pc += taken ? 3 : 3 + ((int)pc[2] >> 8);
                    continue;
                case LocalImmEqJumpTrue:
                    a = locals[word >> 8];
                    if ((a & 1) != 0) { *sp++ = a; continue; }
                    pc += a == Fix(pc[0]) ? 3 + ((int)pc[2] >> 8) : 3;
                    continue;

                // ---- lists and vectors ----
                case (byte)Opcode.Head:
                    if (!IsObject(sp[-1], ObjectType.Cons)) goto Unary;
                    sp[-1] = *(ulong*)(sp[-1] - Value.HeapTag + ObjectLayout.ConsHead);
                    continue;
                case (byte)Opcode.Tail:
                    if (!IsObject(sp[-1], ObjectType.Cons)) goto Unary;
                    sp[-1] = *(ulong*)(sp[-1] - Value.HeapTag + ObjectLayout.ConsTail);
                    continue;
                case (byte)Opcode.IsEmpty:
                    if (sp[-1] == Value.EmptyBits) { sp[-1] = Value.TrueBits; continue; }
                    if (!IsObject(sp[-1], ObjectType.Cons)) goto Unary;
                    sp[-1] = Value.FalseBits;
                    continue;
                case (byte)Opcode.VectorRef:
                    a = sp[-2]; b = sp[-1];
                    if (!IsElement(a, b)) goto Binary;
                    sp--;
                    sp[-1] = *(ulong*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2));
                    continue;
                case LocalLocalFloatRef:
                    a = locals[word >> 8]; b = locals[pc[0] >> 8];
                    if (!IsElement(a, b, ObjectType.FloatVector) || !Encode(*(double*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2)), out r)) { *sp++ = a; continue; }
                    *sp++ = r;
                    pc += 2;
                    continue;
                case FloatRef:
                    a = sp[-2]; b = sp[-1];
                    if (!IsElement(a, b, ObjectType.FloatVector) || !Encode(*(double*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2)), out r)) goto Plain;
                    sp--;
                    sp[-1] = r;
                    continue;
                case FloatSet:
                    a = sp[-3]; b = sp[-2]; r = sp[-1];
                    if ((r & 3) != 1 || !IsElement(a, b, ObjectType.FloatVector)) goto Plain;
                    *(double*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2)) = Double(r);
                    sp -= 2;
                    sp[-1] = Value.NilBits;
                    continue;
                case ByteRef:
                    a = sp[-2]; b = sp[-1];
                    if (!IsElement(a, b, ObjectType.ByteVector)) goto Plain;
                    sp--;
                    sp[-1] = (ulong)*(byte*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b >> 1)) << 1;
                    continue;
                case ByteSet:
                    a = sp[-3]; b = sp[-2]; r = sp[-1];
                    if ((r & 1) != 0 || r >> 1 > byte.MaxValue || !IsElement(a, b, ObjectType.ByteVector)) goto Plain;
                    *(byte*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b >> 1)) = (byte)(r >> 1);
                    sp -= 2;
                    sp[-1] = Value.NilBits;
                    continue;
                case (byte)Opcode.Cons:
                    b = sp[-1];
                    if ((b != Value.EmptyBits && !IsObject(b, ObjectType.Cons)) || context->AllocPointer + ObjectLayout.ConsBytes > context->AllocLimit) goto Binary;
                    r = (ulong)context->AllocPointer;
                    context->AllocPointer += ObjectLayout.ConsBytes;
                    *(ulong*)r = (ulong)ObjectType.Cons;
                    *(ulong*)(r + ObjectLayout.ConsHead) = sp[-2];
                    *(ulong*)(r + ObjectLayout.ConsTail) = b;
                    sp--;
                    sp[-1] = r + Value.HeapTag;
                    continue;

                // ---- calls ----
                case (byte)Opcode.Call:
                    {
                        int n = (int)(word >> 8);
                        a = sp[-n - 1];
                        if ((a & Value.TagMask) != Value.HeapTag || *(byte*)(a - Value.HeapTag) != (byte)ObjectType.Closure) goto SlowCall;
                        FunctionHandle* callee = *(FunctionHandle**)(a - Value.HeapTag + ObjectLayout.ClosureHandle);
                        ulong* frame = fp - 1 - callee->FrameWords;
                        if (callee->CallShape != n || (nint)frame < context->StackLimit || --callee->Countdown <= 0) goto SlowCall;
                        sp -= n;
                        fp[InterpreterFrame.Resume] = (ulong)pc | ((ulong)(sp - 1 - fp) << 48);
                        h = callee;
                        goto PushFrame;
                    SlowCall:
                        Save(context, fp, pc, sp);
                        if (!execution.Call(n)) return InterpreterExit.Leave;
                        goto Reload;
                    PushFrame:
                        frame[h->FrameWords] = (ulong)context->ReturnToInterpreterStub;
                        frame[0] = a;
                        fp = frame;
                        locals = fp + InterpreterFrame.Locals;
                        int i = 0;
                        for (; i < n; i++) locals[i] = sp[i];
                        for (; i < h->LocalCount; i++) locals[i] = Value.NilBits;
                        sp = locals + h->LocalCount;
                        pc = h->Code;
                        continue;
                    }
                case (byte)Opcode.CallGlobal:
                    {
                        int n = (int)(word >> 24);
                        a = *h->Globals[(word >> 8) & 0xFFFF];
                        FunctionHandle* callee = *(FunctionHandle**)(a - Value.HeapTag + ObjectLayout.ClosureHandle);
                        ulong* frame = fp - 1 - callee->FrameWords;
                        if (callee->CallShape != n || (nint)frame < context->StackLimit || --callee->Countdown <= 0)
                        {
                            Save(context, fp, pc, sp);
                            if (!execution.CallGlobal(a, n)) return InterpreterExit.Leave;
                            goto Reload;
                        }
                        sp -= n;
                        fp[InterpreterFrame.Resume] = (ulong)pc | ((ulong)(sp - fp) << 48);
                        h = callee;
                        frame[h->FrameWords] = (ulong)context->ReturnToInterpreterStub;
                        frame[0] = a;
                        fp = frame;
                        locals = fp + InterpreterFrame.Locals;
                        int i = 0;
                        for (; i < n; i++) locals[i] = sp[i];
                        for (; i < h->LocalCount; i++) locals[i] = Value.NilBits;
                        sp = locals + h->LocalCount;
                        pc = h->Code;
                        continue;
                    }
                case (byte)Opcode.TailCall:
                    Save(context, fp, pc, sp);
                    switch (execution.TailCall((int)(word >> 8)))
                    {
                        case CallOutcome.Frame: goto Reload;
                        case CallOutcome.Value: sp[-1] = context->Result; goto Return;
                        default: return InterpreterExit.Leave;
                    }
                case (byte)Opcode.TailCallGlobal:
                    {
                        int n = (int)(word >> 24);
                        a = *h->Globals[(word >> 8) & 0xFFFF];
                        FunctionHandle* callee = *(FunctionHandle**)(a - Value.HeapTag + ObjectLayout.ClosureHandle);
                        ulong* frame = fp + h->FrameWords - callee->FrameWords;
                        if (callee->CallShape != n || (nint)frame < context->StackLimit || --callee->Countdown <= 0)
                        {
                            Save(context, fp, pc, sp);
                            if (!execution.TailCallGlobal(a, n)) return InterpreterExit.Leave;
                            goto Reload;
                        }
                        sp -= n;
                        h = callee;
                        fp = frame;
                        locals = fp + InterpreterFrame.Locals;
                        // The arguments lie in the frame that the new one takes the place of.
                        int i = 0;
                        if (locals <= sp) for (; i < n; i++) locals[i] = sp[i];
                        else for (i = n; i > 0; i--) locals[i - 1] = sp[i - 1];
                        for (i = n; i < h->LocalCount; i++) locals[i] = Value.NilBits;
                        frame[0] = a;
                        sp = locals + h->LocalCount;
                        pc = h->Code;
                        continue;
                    }
                case (byte)Opcode.Return:
                Return:
                    r = sp[-1];
                    a = fp[h->FrameWords];
                    if (a != (ulong)context->ReturnToInterpreterStub)
                    {
                        context->Result = r;
                        context->FiberSp = (nint)(fp + h->FrameWords);
                        return InterpreterExit.Returned;
                    }
                    fp += h->FrameWords + 1;
                    resume = fp[InterpreterFrame.Resume];
                    pc = (uint*)(resume & 0xFFFF_FFFF_FFFF);
                    sp = fp + (resume >> 48);
                    locals = fp + InterpreterFrame.Locals;
                    h = *(FunctionHandle**)(fp[0] - Value.HeapTag + ObjectLayout.ClosureHandle);
                    *sp++ = r;
                    continue;
                case (byte)Opcode.Loop:
                Loop:
                    pc += (int)word >> 8;
                    if ((nint)fp >= context->StackLimit && --h->Countdown > 0)
                    {
                        // The commonest head of a loop, without another dispatch.
                        if ((byte)*pc != LocalLocalLtJump) continue;
                        word = *pc++;
                        goto case LocalLocalLtJump;
                    }
                    Save(context, fp, pc, sp);
                    switch (execution.OnLoop())
                    {
                        case LoopOutcome.Continue: continue;
                        case LoopOutcome.Yield: return InterpreterExit.Yield;
                        default: return InterpreterExit.Leave;
                    }

                // ---- everything else: the full definition ----
                case (byte)Opcode.BoxNew:
                case (byte)Opcode.Neg:
                case (byte)Opcode.ToFloat:
                case (byte)Opcode.ToInt:
                case (byte)Opcode.VectorLength:
                Unary:
                    SaveAt(context, fp, pc, sp);
                    sp[-1] = execution.Execute(h, (int)(pc - 1 - h->Code), sp - 1).Bits;
                    continue;
                case (byte)Opcode.Same:
                Binary:
                    SaveAt(context, fp, pc, sp);
                    r = execution.Execute(h, (int)(pc - 1 - h->Code), sp - 2).Bits;
                    sp--;
                    sp[-1] = r;
                    continue;
                case (byte)Opcode.Closure:
                    SaveAt(context, fp, pc, sp);
                    *sp++ = execution.MakeClosure(h, (int)(word >> 8), fp).Bits;
                    continue;
                case Plainly:
                Plain:
                    a = word >> 24;
                    SaveAt(context, fp, pc, sp);
                    r = execution.CallBuiltin((int)(word >> 8) & 0xFFFF, (Value*)(sp - a), (int)a).Bits;
                    sp -= a;
                    *sp++ = r;
                    continue;
                case (byte)Opcode.CallBuiltin:
                case (byte)Opcode.Effect:
                    {
                        int n = (int)(word >> 24);
                        if (execution.IsControl(h, word))
                        {
                            Save(context, fp, pc, sp);
                            if (!execution.Control(h, word)) return InterpreterExit.Leave;
                            goto Reload;
                        }
                        SaveAt(context, fp, pc, sp);
                        r = execution.Execute(h, (int)(pc - 1 - h->Code), sp - n).Bits;
                        sp -= n;
                        *sp++ = r;
                        continue;
                    }
                case (byte)Opcode.Handle:
                    Save(context, fp, pc, sp);
                    if (!execution.Control(h, word)) return InterpreterExit.Leave;
                    goto Reload;
                case (byte)Opcode.Throw:
                    SaveAt(context, fp, pc, sp);
                    if (!execution.Throw(new Value(sp[-1]))) return InterpreterExit.Leave;
                    goto Reload;
                case (byte)Opcode.EndFinally:
                    if (*--sp == Value.NilBits) continue;
                    SaveAt(context, fp, pc, sp);
                    if (!execution.GoOnUnwinding(new Value(*sp))) return InterpreterExit.Leave;
                    goto Reload;
                case (byte)Opcode.HandlersGet: *sp++ = context->Handlers; continue;
                case (byte)Opcode.HandlersSet: context->Handlers = *--sp; continue;
                case (byte)Opcode.HandlersPush:
                    SaveAt(context, fp, pc, sp);
                    execution.Execute(h, (int)(pc - 1 - h->Code), sp - (word >> 24));
                    sp -= word >> 24;
                    continue;
                case Slow:
                    sp = Slowly(execution, context, fp, pc, sp);
                    continue;
                case (byte)Opcode.BoxSet:
                    a = sp[-1]; r = sp[-2];
                    if (NeedsNoBarrier(a, r)) *(ulong*)(a - Value.HeapTag + ObjectLayout.BoxValue) = r;
                    else
                    {
                        SaveAt(context, fp, pc, sp);
                        execution.Execute(h, (int)(pc - 1 - h->Code), sp - 2);
                    }
                    sp -= 2;
                    continue;
                case (byte)Opcode.VectorSet:
                    a = sp[-3]; b = sp[-2];
                    if (IsElement(a, b) && NeedsNoBarrier(a, sp[-1]))
                    {
                        *(ulong*)(a - Value.HeapTag + ObjectLayout.VectorElements + (b << 2)) = sp[-1];
                        sp -= 2;
                        sp[-1] = Value.NilBits;
                        continue;
                    }
                    SaveAt(context, fp, pc, sp);
                    execution.Execute(h, (int)(pc - 1 - h->Code), sp - 3);
                    sp -= 2;
                    sp[-1] = Value.NilBits;
                    continue;
                // ---- records and types ----
                case (byte)Opcode.RecordGet:
                    a = sp[-2]; b = sp[-1];
                    if (!IsObject(a, ObjectType.RecordFunction) || !IsObject(b, ObjectType.Record)
                        || *(ulong*)(a - Value.HeapTag + (8 * Objects.RecordFunctionType)) != *(ulong*)(b - Value.HeapTag + (8 * Objects.FieldsTag))) goto Types;
                    sp--;
                    sp[-1] = *(ulong*)(b - Value.HeapTag + (8 * (Objects.FieldsFirst + (word >> 8))));
                    continue;
                case (byte)Opcode.RecordSet:
                    a = sp[-3]; b = sp[-2]; r = sp[-1];
                    if (!IsObject(a, ObjectType.RecordFunction) || !IsObject(b, ObjectType.Record) || !NeedsNoBarrier(b, r)
                        || *(ulong*)(a - Value.HeapTag + (8 * Objects.RecordFunctionType)) != *(ulong*)(b - Value.HeapTag + (8 * Objects.FieldsTag))) goto Types;
                    *(ulong*)(b - Value.HeapTag + (8 * (Objects.FieldsFirst + (word >> 8)))) = r;
                    sp -= 2;
                    sp[-1] = Value.NilBits;
                    continue;
                case (byte)Opcode.FieldGet: sp[-1] = *(ulong*)(sp[-1] - Value.HeapTag + (8 * (Objects.FieldsFirst + (word >> 8)))); continue;
                case (byte)Opcode.TypeIs:
                    if (word >> 8 <= TypeTests.ObjectTypeMax) sp[-1] = Bool(IsObject(sp[-1], (ObjectType)(word >> 8)));
                    else if (word >> 8 == (uint)TypeTest.Int && (sp[-1] & 1) == 0) sp[-1] = Value.TrueBits;
                    else goto Types;
                    continue;
                case (byte)Opcode.RecordType:
                case (byte)Opcode.RecordFunction:
                case (byte)Opcode.RecordNew:
                case (byte)Opcode.RecordIs:
                case (byte)Opcode.RecordTest:
                case (byte)Opcode.TupleIs:
                case (byte)Opcode.MatchFail:
                case (byte)Opcode.GlobalPeek:
                case (byte)Opcode.BoxPeek:
                case (byte)Opcode.ModuleMain:
                case (byte)Opcode.ModuleBind:
                case (byte)Opcode.ModuleGet:
                case (byte)Opcode.ModuleNew:
                Types:
                    SaveAt(context, fp, pc, sp);
                    a = (ulong)Opcodes.PopsOf(word);
                    r = execution.Execute(h, (int)(pc - 1 - h->Code), sp - a).Bits;
                    sp -= a;
                    *sp++ = r;
                    continue;
                case (byte)Opcode.TypeFail:
                    SaveAt(context, fp, pc, sp);
                    throw execution.Violated(sp[-1], h->Constants[word >> 8]);
                case (byte)Opcode.ResultFail:
                    SaveAt(context, fp, pc, sp);
                    execution.FailResult(sp[-2], sp[-1], h->Constants[word >> 8]);
                    sp--;
                    continue;
                case (byte)Opcode.ResultCheck:
                    SaveAt(context, fp, pc, sp);
                    execution.CheckResult(sp[-3], sp[-2], sp[-1]);
                    sp -= 2;
                    continue;
                case (byte)Opcode.ResultDefer:
                    sp--;
                    Save(context, fp, pc, sp);
                    execution.DeferCheck(*sp, h->Constants[word >> 8]);
                    goto Reload;
                default:
                Nullary:
                    SaveAt(context, fp, pc, sp);
                    execution.Execute(h, (int)(pc - 1 - h->Code), sp);
                    continue;

                Reload:
                    // Slow calls come by here: what runs without loops can be pre-empted too.
                    if (context->StackLimit == nint.MaxValue && execution.YieldsNow()) return InterpreterExit.Yield;
                    fp = (ulong*)context->FiberSp;
                    resume = fp[InterpreterFrame.Resume];
                    pc = InterpreterFrame.ResumePc(resume);
                    sp = fp + InterpreterFrame.LiveWords(resume);
                    locals = fp + InterpreterFrame.Locals;
                    h = HandleOf(fp[0]);
                    continue;
            }
        }
    }

    /// <summary>The frame as a caller: goes on behind the instruction; all of the operand stack is live. A slow path: not worth the space inline.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Save(ExecContext* context, ulong* fp, uint* pc, ulong* sp)
    {
        context->FiberSp = (nint)fp;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(pc, sp - fp);
    }

    /// <summary>The frame as the one that executes the instruction just read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SaveAt(ExecContext* context, ulong* fp, uint* pc, ulong* sp) => Save(context, fp, pc - 1, sp);

    /// <summary>An instruction that was slowed on purpose (<see cref="SlowOpcode"/>): its full definition, after a while. Never inline.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong* Slowly(Execution execution, ExecContext* context, ulong* fp, uint* pc, ulong* sp)
    {
        int n = execution.WasteTime();
        SaveAt(context, fp, pc, sp);
        FunctionHandle* h = HandleOf(fp[0]);
        ulong result = execution.Execute(h, (int)(pc - 1 - h->Code), sp - n).Bits;
        sp -= n;
        *sp = result;
        return sp + 1;
    }
}
