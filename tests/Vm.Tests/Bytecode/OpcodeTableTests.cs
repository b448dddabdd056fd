using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class OpcodeTableTests
{
    /// <summary>These numbers are in hashes and compile jobs. Add to the list; never change it.</summary>
    private const string Frozen = """
        0=nop 1=nil 2=true 3=false 4=empty 5=int 6=const 7=pop 8=dup 9=swap 10=local.get 11=local.set 12=capture.get 13=self 14=box.new 15=box.get
        16=box.set 20=global.get 21=global.set 22=global.define 23=global.check 30=add 31=sub 32=mul 33=div 34=quotient 35=rem 36=mod 37=neg
        38=add.wrap 39=sub.wrap 40=mul.wrap 41=bit.and 42=bit.or 43=bit.xor 44=bit.not 45=shl 46=shr 47=ushr 48=to.float 49=to.int 50=eq 51=ne 52=lt
        53=le 54=gt 55=ge 56=same 57=not 58=sqrt 60=jump 61=jump.false 62=jump.true 63=jump.false.keep 64=jump.true.keep 65=loop 70=call 71=tail.call
        72=call.global 73=tail.call.global 74=return 75=closure 76=call.builtin 77=effect 80=cons 81=head 82=tail 83=is.empty 84=is.nil 85=vector.ref
        86=vector.set 87=vector.length 90=throw 91=end.finally 92=handlers.get 93=handlers.set 94=handlers.push 95=handle
        100=record.type 101=record.function 102=record.new 103=record.get 104=record.set 105=record.is 106=record.test
        107=field.get 108=type.is 109=tuple.is 110=match.fail 111=type.fail 112=global.peek 113=box.peek 114=result.fail 115=result.defer 116=result.check
        120=module.main 121=module.bind 122=module.get 123=module.new
        """;

    [Fact]
    public void Numbers_only_grow() => Assert.Equal(Frozen.ReplaceLineEndings(" ").Split(' '), Opcodes.Table.OrderBy(row => row.Op).Select(row => $"{(int)row.Op}={row.Name}"));

    [Fact]
    public void Each_opcode_has_one_row_with_a_name_of_its_own()
    {
        Assert.Equal(Enum.GetValues<Opcode>(), Opcodes.Table.Select(row => row.Op).Order());
        Assert.Equal(Opcodes.Table.Count, Opcodes.Table.Select(row => row.Name).Distinct().Count());
        foreach (OpcodeInfo row in Opcodes.Table)
        {
            Assert.Same(row, Opcodes.Find(row.Op));
            Assert.Matches("^[a-z]+(\\.[a-z]+)*$", row.Name);
            Assert.NotEmpty(row.Meaning);
            Assert.InRange(row.Pops, Opcodes.Variable, 3);
            Assert.InRange(row.Pushes, 0, 2);
        }
    }

    [Fact]
    public void Operands_come_out_as_they_were_packed()
    {
        foreach (int n in new[] { 0, 1, -1, Instruction.S24Max, Instruction.S24Min })
        {
            uint word = Instruction.PackS24(Opcode.Int, n);
            Assert.Equal((Opcode.Int, n, 10 + n), (Instruction.Op(word), Instruction.S24(word), Instruction.JumpTarget(word, 9)));
        }
        foreach (int n in new[] { 0, 255, Instruction.U24Max }) Assert.Equal((Opcode.Call, n), (Instruction.Op(Instruction.PackU24(Opcode.Call, n)), Instruction.U24(Instruction.PackU24(Opcode.Call, n))));
        uint pair = Instruction.PackU16U8(Opcode.Effect, Instruction.U16Max, Instruction.U8Max);
        Assert.Equal((Opcode.Effect, Instruction.U16Max, Instruction.U8Max), (Instruction.Op(pair), Instruction.U16(pair), Instruction.U8(pair)));
    }
}
