using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>One of a few words, each with its value.</summary>
internal sealed class ChoiceKind<T>(params (string Word, T Value)[] choices) : ScalarKind<T>
{
    /// <inheritdoc/>
    public override string Kind => "choice";

    /// <inheritdoc/>
    public override string Explanation => "One of the words named.";

    /// <inheritdoc/>
    public override string Words => string.Join(" or ", choices.Select(choice => $"`{choice.Word}`"));

    /// <inheritdoc/>
    public override ScalarReading<T> Read(string text)
    {
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return Good(value);
            }
        }

        return Bad(
            $"it must be {string.Join(" or ", choices.Select(choice => choice.Word))}",
            NearestName.Question(text, choices.Select(choice => choice.Word))
        );
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaDefinitions definitions) =>
        new() { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Word)]) };

    /// <inheritdoc/>
    public override JsonNode? ToJson(T value)
    {
        foreach (var choice in choices)
        {
            if (EqualityComparer<T>.Default.Equals(choice.Value, value))
            {
                return choice.Word;
            }
        }

        return null;
    }
}
