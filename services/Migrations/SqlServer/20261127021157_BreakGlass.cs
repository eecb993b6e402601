using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BreakGlass : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice");

            migrationBuilder.AddColumn<Guid>(
                name: "About",
                table: "Notice",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "ContentAccess",
                type: "varchar(16)",
                unicode: false,
                maxLength: 16,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BreakGlassOpening",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SortKey = table.Column<string>(type: "char(32)", unicode: false, fixedLength: true, maxLength: 32, nullable: false),
                    ReferralId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Function = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false),
                    Justification = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    JustificationKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    OpenedUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    UntilUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Verdict = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: true),
                    ReviewedUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: true),
                    ReviewedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReviewNote = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ReviewNoteKey = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BreakGlassOpening", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder_About",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "PersonId", "Kind", "Channel", "Reminder", "About" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_JustificationKey",
                table: "BreakGlassOpening",
                column: "JustificationKey");

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_PersonId_Number",
                table: "BreakGlassOpening",
                columns: new[] { "PersonId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_PersonId_ReferralId_UntilUtc",
                table: "BreakGlassOpening",
                columns: new[] { "PersonId", "ReferralId", "UntilUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_ReferralId",
                table: "BreakGlassOpening",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_ReviewedUtc_OpenedUtc",
                table: "BreakGlassOpening",
                columns: new[] { "ReviewedUtc", "OpenedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_ReviewNoteKey",
                table: "BreakGlassOpening",
                column: "ReviewNoteKey");

            migrationBuilder.CreateIndex(
                name: "IX_BreakGlassOpening_SortKey",
                table: "BreakGlassOpening",
                column: "SortKey",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BreakGlassOpening");

            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder_About",
                table: "Notice");

            migrationBuilder.DropColumn(
                name: "About",
                table: "Notice");

            migrationBuilder.DropColumn(
                name: "Purpose",
                table: "ContentAccess");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "PersonId", "Kind", "Channel", "Reminder" },
                unique: true);
        }
    }
}
