using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SealedContent : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ContentKey",
                table: "UploadPiece",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FileNameKey",
                table: "Upload",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "NoteKey",
                table: "ReferralMove",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContentKey",
                table: "ReferralAnswer",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContentKey",
                table: "Referral",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "HandledWords",
                table: "EscalationStep",
                type: "BLOB",
                maxLength: 1600,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "HandledWordsKey",
                table: "EscalationStep",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContentKey",
                table: "CannedReply",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "CauseWords",
                table: "Breach",
                type: "BLOB",
                maxLength: 700,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CauseWordsKey",
                table: "Breach",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContentKey",
                table: "AttachmentContent",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FileNameKey",
                table: "Attachment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PatientToken",
                columns: table => new
                {
                    Token = table.Column<long>(type: "INTEGER", nullable: false),
                    ReferralId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientToken", x => new { x.Token, x.ReferralId });
                    table.ForeignKey(
                        name: "FK_PatientToken_Referral_ReferralId",
                        column: x => x.ReferralId,
                        principalTable: "Referral",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_UploadPiece_ContentKey",
                table: "UploadPiece",
                column: "ContentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Upload_FileNameKey",
                table: "Upload",
                column: "FileNameKey");

            migrationBuilder.CreateIndex(
                name: "IX_ReferralMove_NoteKey",
                table: "ReferralMove",
                column: "NoteKey");

            migrationBuilder.CreateIndex(
                name: "IX_ReferralAnswer_ContentKey",
                table: "ReferralAnswer",
                column: "ContentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Referral_ContentKey",
                table: "Referral",
                column: "ContentKey");

            migrationBuilder.CreateIndex(
                name: "IX_EscalationStep_HandledWordsKey",
                table: "EscalationStep",
                column: "HandledWordsKey");

            migrationBuilder.CreateIndex(
                name: "IX_CannedReply_ContentKey",
                table: "CannedReply",
                column: "ContentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Breach_CauseWordsKey",
                table: "Breach",
                column: "CauseWordsKey");

            migrationBuilder.CreateIndex(
                name: "IX_AttachmentContent_ContentKey",
                table: "AttachmentContent",
                column: "ContentKey");

            migrationBuilder.CreateIndex(
                name: "IX_Attachment_FileNameKey",
                table: "Attachment",
                column: "FileNameKey");

            migrationBuilder.CreateIndex(
                name: "IX_PatientToken_ReferralId_Key",
                table: "PatientToken",
                columns: new[] { "ReferralId", "Key" });

            // What is there was stored in clear: it has no key yet, and is sealed by the hosts, a few rows at a time.
            foreach (var (table, content) in new[]
            {
                ("Referral", "Content"), ("ReferralMove", "Note"), ("ReferralAnswer", "Content"), ("Attachment", "FileName"), ("AttachmentContent", "Content"),
                ("Upload", "FileName"), ("UploadPiece", "Content"), ("CannedReply", "Content"),
            })
            {
                migrationBuilder.Sql(
                    $"""
                     UPDATE "{table}" SET "{content}Key" = '00000000-0000-0000-0000-000000000000' WHERE "{content}" IS NOT NULL;
                     """);
            }

            // Words of coordinators become content like any other: a byte that says "in clear", then UTF-8.
            migrationBuilder.Sql(
                """
                UPDATE "EscalationStep" SET "HandledWords" = unhex('00' || hex("HandledNote")), "HandledWordsKey" = '00000000-0000-0000-0000-000000000000' WHERE "HandledNote" IS NOT NULL;
                """);
            migrationBuilder.Sql(
                """
                UPDATE "Breach" SET "CauseWords" = unhex('00' || hex("Cause")), "CauseWordsKey" = '00000000-0000-0000-0000-000000000000', "Cause" = 'in-words' WHERE "Cause" IS NOT NULL AND "Cause" NOT IN ('nobody-on-duty', 'overload', 'absence', 'waited-for-information', 'wrong-lane', 'technical', 'requester-unreachable', 'patient-unreachable', 'target-too-short', 'other');
                """);
            // As SQL: the framework would build the whole table anew, and could not do that in one transaction with the rest.
            migrationBuilder.Sql(
                """
                ALTER TABLE "EscalationStep" DROP COLUMN "HandledNote";
                """);

            // Keys and hashes were kept as they came, and cannot be hashed again: who retries a request across this step posts it twice.
            migrationBuilder.Sql(
                """
                DELETE FROM "IdempotencyRecord";
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PatientToken");

            migrationBuilder.DropIndex(
                name: "IX_UploadPiece_ContentKey",
                table: "UploadPiece");

            migrationBuilder.DropIndex(
                name: "IX_Upload_FileNameKey",
                table: "Upload");

            migrationBuilder.DropIndex(
                name: "IX_ReferralMove_NoteKey",
                table: "ReferralMove");

            migrationBuilder.DropIndex(
                name: "IX_ReferralAnswer_ContentKey",
                table: "ReferralAnswer");

            migrationBuilder.DropIndex(
                name: "IX_Referral_ContentKey",
                table: "Referral");

            migrationBuilder.DropIndex(
                name: "IX_EscalationStep_HandledWordsKey",
                table: "EscalationStep");

            migrationBuilder.DropIndex(
                name: "IX_CannedReply_ContentKey",
                table: "CannedReply");

            migrationBuilder.DropIndex(
                name: "IX_Breach_CauseWordsKey",
                table: "Breach");

            migrationBuilder.DropIndex(
                name: "IX_AttachmentContent_ContentKey",
                table: "AttachmentContent");

            migrationBuilder.DropIndex(
                name: "IX_Attachment_FileNameKey",
                table: "Attachment");

            migrationBuilder.DropColumn(
                name: "ContentKey",
                table: "UploadPiece");

            migrationBuilder.DropColumn(
                name: "FileNameKey",
                table: "Upload");

            migrationBuilder.DropColumn(
                name: "NoteKey",
                table: "ReferralMove");

            migrationBuilder.DropColumn(
                name: "ContentKey",
                table: "ReferralAnswer");

            migrationBuilder.DropColumn(
                name: "ContentKey",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "HandledWords",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledWordsKey",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "ContentKey",
                table: "CannedReply");

            migrationBuilder.DropColumn(
                name: "CauseWords",
                table: "Breach");

            migrationBuilder.DropColumn(
                name: "CauseWordsKey",
                table: "Breach");

            migrationBuilder.DropColumn(
                name: "ContentKey",
                table: "AttachmentContent");

            migrationBuilder.DropColumn(
                name: "FileNameKey",
                table: "Attachment");

            migrationBuilder.AddColumn<string>(
                name: "HandledNote",
                table: "EscalationStep",
                type: "TEXT",
                maxLength: 500,
                nullable: true);
        }
    }
}
