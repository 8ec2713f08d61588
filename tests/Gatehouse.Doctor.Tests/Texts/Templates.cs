using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Gatehouse.Doctor.Tests.Texts;

/// <summary>
/// Every template of a <see cref="FormattableString"/> in an assembly, as it is at run time: the text that is loaded right
/// before the values for <see cref="FormattableStringFactory"/> are gathered.
/// </summary>
internal static class Templates
{
    private const string Factory = "FormattableStringFactory.Create";

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The templates with the namespaces that they stand in.</summary>
    public static IReadOnlyList<(string Namespace, string Template)> In(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var reader = image.GetMetadataReader();
        var found = new HashSet<(string, string)>();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                var space = NamespaceOf(reader, method.GetDeclaringType());
                var body = image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                found.UnionWith(Read(reader, body).Select(template => (space, template)));
            }
        }

        return [.. found.Order()];
    }

    // The compiler gathers the values either in an array made right after the template is loaded, or takes the empty one.
    private static IEnumerable<string> Read(MetadataReader reader, byte[] body)
    {
        var loaded = new Stack<string>();
        string? last = null;
        for (var at = 0; at < body.Length; )
        {
            var code = body[at] == 0xFE ? Codes[unchecked((short)((0xFE << 8) | body[at + 1]))] : Codes[body[at]];
            var operand = at + code.Size;
            at = operand + Length(code.OperandType, body, operand);
            if (code == OpCodes.Ldstr)
            {
                var token = BitConverter.ToInt32(body, operand) & 0x00FFFFFF;
                last = reader.GetUserString(MetadataTokens.UserStringHandle(token));
                continue;
            }

            var name = code == OpCodes.Call ? NameOf(reader, BitConverter.ToInt32(body, operand)) : null;
            if (last is not null && (code == OpCodes.Newarr || name == "Empty"))
            {
                loaded.Push(last);
                last = null;
            }
            else if (name == Factory && loaded.Count > 0)
            {
                yield return loaded.Pop();
            }
            else if (!code.Name!.StartsWith("ldc.", StringComparison.Ordinal))
            {
                last = null;
            }
        }
    }

    private static string? NameOf(MetadataReader reader, int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var member = reader.GetMemberReference((MemberReferenceHandle)handle);
        return
            member.Parent.Kind == HandleKind.TypeReference
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name)
                == nameof(FormattableStringFactory)
            ? Factory
            : reader.GetString(member.Name);
    }

    private static string NamespaceOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (type.IsNested)
        {
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        }

        return reader.GetString(type.Namespace);
    }

    private static int Length(OperandType type, byte[] body, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
            _ => 4,
        };
}
