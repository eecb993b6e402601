using System.Globalization;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Portal.Wording;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;
using Microsoft.Extensions.Localization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>Draws the list, in the language of whoever asks: black on white, with room to write behind each request.</summary>
sealed class TableListPdf(IStringLocalizer<PaperTexts> texts)
{
    // In points, 72 an inch.
    const double Margin = 42;
    const double Leading = 13;
    const int QuestionLines = 5;

    // Two above the facts and the question, room for two by hand below.
    const int FixedLines = 8;

    readonly XFont small = new(PaperFont.Family, 8);
    readonly XFont plain = new(PaperFont.Family, 10);
    readonly XFont strong = new(PaperFont.Family, 10, XFontStyleEx.Bold);
    readonly XFont title = new(PaperFont.Family, 16, XFontStyleEx.Bold);

    public byte[] Draw(TableListContent list)
    {
        using var document = new PdfDocument();
        document.Info.Title = texts["ListTitle", list.Lane.Title.InThisLanguage()];
        document.Language = CultureInfo.CurrentUICulture.Name;
        var sheet = new Sheet(document);
        Head(sheet, list);
        foreach (var line in list.Lines)
            Request(sheet, list, line);
        sheet.Dispose();
        Number(document);
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    void Head(Sheet sheet, TableListContent list)
    {
        sheet.Write(texts["ListTitle", list.Lane.Title.InThisLanguage()], title, 22);
        sheet.Write(list.Lines.Count == 0 ? texts["ListEmpty"] : texts["ListAt", TimeWords.Exact(list.At), list.Lines.Count], plain, Leading);
        if (list.Cut)
            sheet.Write(texts["ListCut", TableList.Most], strong, Leading);
        foreach (var words in sheet.Wrapped(texts["ListUse"], plain))
            sheet.Write(words, plain, Leading);
        sheet.Down(6);
    }

    void Request(Sheet sheet, TableListContent list, PaperLine line)
    {
        var question = sheet.Wrapped(line.Question, plain);
        if (question.Count > QuestionLines)
            question = [.. question.Take(QuestionLines - 1), question[QuestionLines - 1] + " …"];
        var indication = list.Lane.Indications.FirstOrDefault(choice => choice.Code == line.Indication)?.Title.InThisLanguage() ?? line.Indication;
        var facts = sheet.Wrapped(string.Join(" · ", Facts(line, indication)), plain);
        // A request is never torn apart.
        sheet.Keep((facts.Count + question.Count + FixedLines) * Leading);
        sheet.Rule();
        sheet.Write(line.Reference, strong, 0);
        sheet.WriteRight($"{(line.Priority == Priority.Urgent ? texts["ListUrgent"] + "  " : "")}{(line.Due is { } due ? texts["ListDue", TimeWords.Exact(due)] : texts["ListPaused"])}", strong, Leading);
        sheet.Write($"{line.Patient.BirthName} {line.Patient.GivenNames}, {texts["ListBorn", line.Patient.BirthDate.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)]}", strong, Leading);
        foreach (var words in facts.Concat(question))
            sheet.Write(words, plain, Leading);
        sheet.Down(4);
        sheet.Write(texts["ByHandWho"], plain, Leading * 1.6);
        sheet.Dots();
        sheet.Down(Leading * 1.6);
        sheet.Dots();
        sheet.Down(Leading * 1.6);
    }

    IEnumerable<string> Facts(PaperLine line, string indication)
    {
        yield return indication;
        if (line.Requester is { } requester)
            yield return texts["ListAsked", requester] + (line.RequesterPhone is { } phone ? ", " + texts["ListPhone", Unbroken(phone)] : "");
        if (line.Patient.Phone is { } patient)
            yield return texts["ListPatientPhone", Unbroken(patient)];
        if (line.Holder is { } holder)
            yield return texts["ListHeld", holder];
    }

    // A number that is dialled stands on one line.
    static string Unbroken(string phone) => phone.Replace(' ', '\u00a0');

    void Number(PdfDocument document)
    {
        for (var index = 0; index < document.PageCount; index++)
        {
            var page = document.Pages[index];
            using var canvas = XGraphics.FromPdfPage(page);
            canvas.DrawString(texts["ListPage", index + 1, document.PageCount], small, XBrushes.Black, new XPoint(page.Width.Point - Margin, page.Height.Point - Margin / 2), XStringFormats.BaseLineRight);
        }
    }

    /// <summary>Writes from top to bottom, and takes another page when one is full.</summary>
    sealed class Sheet : IDisposable
    {
        readonly PdfDocument document;
        PdfPage page;
        XGraphics canvas;
        double y;

        public Sheet(PdfDocument document)
        {
            this.document = document;
            (page, canvas) = Another();
        }

        double Width => page.Width.Point - (2 * Margin);

        public void Keep(double height)
        {
            if (y + height <= page.Height.Point - Margin)
                return;
            canvas.Dispose();
            (page, canvas) = Another();
        }

        public void Down(double height) => y += height;

        public void Write(string words, XFont font, double height)
        {
            canvas.DrawString(words, font, XBrushes.Black, new XPoint(Margin, y + font.Size));
            y += height;
        }

        public void WriteRight(string words, XFont font, double height)
        {
            canvas.DrawString(words, font, XBrushes.Black, new XPoint(Margin + Width, y + font.Size), XStringFormats.BaseLineRight);
            y += height;
        }

        public void Rule()
        {
            canvas.DrawLine(XPens.Black, Margin, y, Margin + Width, y);
            y += 5;
        }

        public void Dots() => canvas.DrawLine(new XPen(XColors.Gray, 0.5) { DashStyle = XDashStyle.Dot }, Margin, y + Leading, Margin + Width, y + Leading);

        public List<string> Wrapped(string text, XFont font)
        {
            var lines = new List<string>();
            foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var line = "";
                foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var longer = line.Length == 0 ? word : $"{line} {word}";
                    if (line.Length > 0 && canvas.MeasureString(longer, font).Width > Width)
                    {
                        lines.Add(line);
                        longer = word;
                    }

                    line = longer;
                }

                lines.Add(line);
            }

            return lines;
        }

        public void Dispose() => canvas.Dispose();

        (PdfPage Page, XGraphics Canvas) Another()
        {
            var next = document.AddPage();
            next.Size = PageSize.A4;
            y = Margin;
            return (next, XGraphics.FromPdfPage(next));
        }
    }
}
