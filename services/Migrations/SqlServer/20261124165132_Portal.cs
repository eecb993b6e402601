using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Portal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_Kind_Channel_Reminder",
                table: "Notice");

            migrationBuilder.AddColumn<Guid>(
                name: "GeneralPractitionerId",
                table: "Referral",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "NoMailOnInformationRequest",
                table: "Person",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "HandledBy",
                table: "EscalationStep",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HandledNote",
                table: "EscalationStep",
                type: "nvarchar(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HandledUtc",
                table: "EscalationStep",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WaitingSinceUtc",
                table: "EscalationStep",
                type: "datetime2(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CannedReply",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    CreatedUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CannedReply", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContentAccess",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    AtUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Function = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    ReferralId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    AttachmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Lane = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: true),
                    Channel = table.Column<string>(type: "varchar(16)", unicode: false, maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContentAccess", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Upload",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StartedUtc = table.Column<DateTime>(type: "datetime2(6)", precision: 6, nullable: false),
                    Length = table.Column<long>(type: "bigint", nullable: false),
                    Received = table.Column<long>(type: "bigint", nullable: false),
                    ContentType = table.Column<string>(type: "varchar(100)", unicode: false, maxLength: 100, nullable: false),
                    FileName = table.Column<byte[]>(type: "varbinary(1100)", maxLength: 1100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Upload", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UploadPiece",
                columns: table => new
                {
                    UploadId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Offset = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UploadPiece", x => new { x.UploadId, x.Offset });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Referral_GeneralPractitionerId_SortKey",
                table: "Referral",
                columns: new[] { "GeneralPractitionerId", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "PersonId", "Kind", "Channel", "Reminder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EscalationStep_WaitingSinceUtc",
                table: "EscalationStep",
                column: "WaitingSinceUtc");

            migrationBuilder.CreateIndex(
                name: "IX_CannedReply_PersonId_CreatedUtc",
                table: "CannedReply",
                columns: new[] { "PersonId", "CreatedUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAccess_PersonId_Id",
                table: "ContentAccess",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ContentAccess_ReferralId_Id",
                table: "ContentAccess",
                columns: new[] { "ReferralId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Upload_PersonId",
                table: "Upload",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Upload_StartedUtc",
                table: "Upload",
                column: "StartedUtc");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CannedReply");

            migrationBuilder.DropTable(
                name: "ContentAccess");

            migrationBuilder.DropTable(
                name: "Upload");

            migrationBuilder.DropTable(
                name: "UploadPiece");

            migrationBuilder.DropIndex(
                name: "IX_Referral_GeneralPractitionerId_SortKey",
                table: "Referral");

            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice");

            migrationBuilder.DropIndex(
                name: "IX_EscalationStep_WaitingSinceUtc",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "GeneralPractitionerId",
                table: "Referral");

            migrationBuilder.DropColumn(
                name: "NoMailOnInformationRequest",
                table: "Person");

            migrationBuilder.DropColumn(
                name: "HandledBy",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledNote",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "HandledUtc",
                table: "EscalationStep");

            migrationBuilder.DropColumn(
                name: "WaitingSinceUtc",
                table: "EscalationStep");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_Kind_Channel_Reminder",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "Kind", "Channel", "Reminder" },
                unique: true);
        }
    }
}
