using System.Reflection;
using System.Text;

namespace Gatehouse.Architecture.Rules;

/// <summary>
/// Prints what an assembly offers to others, one member a line, sorted: a change of it is then seen in a review, as a
/// change of a text.
/// </summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The lines of an assembly.</summary>
    public static IReadOnlyList<string> Print(Assembly assembly) => Print(assembly.GetExportedTypes());

    /// <summary>The lines of these types.</summary>
    public static IReadOnlyList<string> Print(IEnumerable<Type> types) =>
        [.. types.SelectMany(Lines).Order(StringComparer.Ordinal)];

    /// <summary>How two surfaces differ, one line each; <c>-</c> is gone, <c>+</c> is new.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<string> accepted, IReadOnlyList<string> present) =>
        accepted
            .Except(present, StringComparer.Ordinal)
            .Select(line => "- " + line)
            .Concat(present.Except(accepted, StringComparer.Ordinal).Select(line => "+ " + line));

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        yield return $"{name}: {Kind(type)}{Bases(type)}";
        if (type.IsEnum)
        {
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                yield return $"{name}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}";
            }

            yield break;
        }

        // What a record or a delegate brings by itself says nothing that its kind does not.
        foreach (var member in type.GetMembers(Declared).Where(IsSeen).Where(member => !IsGenerated(member)))
        {
            yield return $"{name}.{Text(member)}";
        }
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        var bases = type.GetInterfaces()
            .Where(contract => contract.IsPublic && !Name(contract).StartsWith("IEquatable", StringComparison.Ordinal))
            .Select(Name)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            bases.Insert(0, Name(parent));
        }

        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static bool IsSeen(MemberInfo member) =>
        member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsSeen),
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            EventInfo @event => IsSeen(@event.AddMethod!),
            _ => false,
        };

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || member is MethodInfo { IsSpecialName: true, Name: var name }
            && (
                name.StartsWith("get_", StringComparison.Ordinal)
                || name.StartsWith("set_", StringComparison.Ordinal)
                || name.StartsWith("add_", StringComparison.Ordinal)
                || name.StartsWith("remove_", StringComparison.Ordinal)
            );

    private static string Text(MemberInfo member) =>
        member switch
        {
            ConstructorInfo constructor => $"new({Parameters(constructor)})",
            MethodInfo method => $"{method.Name}{Generics(method)}({Parameters(method)}){Type(method.ReturnParameter)}",
            PropertyInfo property => $"{property.Name} {{ {Accessors(property)} }}{Mark(property)}",
            FieldInfo { IsLiteral: true } field => $"{field.Name} = const {Name(field.FieldType)}",
            FieldInfo field => $"{field.Name}: {Name(field.FieldType)}",
            _ => member.Name,
        };

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => parameter.Name + Type(parameter)));

    private static string Type(ParameterInfo parameter) =>
        $": {(parameter.IsOut ? "out " : parameter.IsIn ? "in " : "")}{Name(parameter.ParameterType)}"
        + NullMark(parameter.ParameterType, Nullability.Create(parameter))
        + (parameter.HasDefaultValue ? " = default" : "");

    private static string Accessors(PropertyInfo property)
    {
        var text = new StringBuilder(property.GetMethod is { } get && IsSeen(get) ? "get;" : "");
        if (property.SetMethod is { } set && IsSeen(set))
        {
            var init = set
                .ReturnParameter.GetRequiredCustomModifiers()
                .Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
            text.Append(text.Length > 0 ? " " : "").Append(init ? "init;" : "set;");
        }

        return text.ToString();
    }

    private static string Mark(PropertyInfo property) =>
        $": {Name(property.PropertyType)}{NullMark(property.PropertyType, Nullability.Create(property))}";

    private static string NullMark(Type type, NullabilityInfo info) =>
        !type.IsValueType && !type.IsGenericParameter && info.ReadState == NullabilityState.Nullable ? "?" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var prefix =
            type.DeclaringType is { } outer ? Name(outer) + "."
            : type.Assembly.IsOurs() ? type.Namespace + "."
            : "";
        var name = type.Name.Split('`')[0];
        var arguments = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToList();
        return prefix + name + (arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>");
    }

    private static bool IsOurs(this Assembly assembly) =>
        assembly.GetName().Name!.StartsWith("Gatehouse", StringComparison.OrdinalIgnoreCase);
}
